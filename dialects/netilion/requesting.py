"""Requests for permissions: somebody asks for an asset that he cannot see, one who may permit accepts or rejects."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from dialects.base import Operation
from hub import errors

from . import asking, describing
from .operations import Operations, answer_list, canonical, removing
from .permitting import name_of
from .resource import Body, Resource, declare
from .view import NetilionView

#: Who asks and who answers are always told whole, because clients want their addresses.
PEOPLE = {"include": "user,answered_by"}
ANSWERS = ("open", "accepted", "rejected")


def _permitable(item: Body) -> Body:
    """Clients insist on a number: it is 0 as long as the caller may not see what it is."""
    return {"id": item["object"].get("id", 0), "type": name_of(item["object"]["kind"])}


def _asset(item: Body) -> Body | None:
    """What was asked for, as it was named."""
    named = {name: value for name, value in item["object"].items() if name not in ("kind", "id", "href")}
    if "manufacturer" in named:
        named["manufacturer"] = {"id": named["manufacturer"]["id"]}
    return named or None


def _object(asset: Any) -> Body:
    return {"object": {**asset, "kind": "asset"} if isinstance(asset, dict) else asset}


PERMISSION_REQUEST = Resource(
    kind="permission_request",
    path="permission_requests",
    plural="permission_requests",
    members="id status request_message response_message permission_type asset permitable request_user response_user",
    sources={
        "status": "state",
        "request_message": "message",
        "response_message": "answer",
        "permission_type": "right",
        "asset": "object",
        "request_user": "user",
        "response_user": "answered_by",
    },
    made={
        "permission_type": lambda item: f"can_{item['right']}",
        "asset": _asset,
        "permitable": _permitable,
    },
    taken={
        "asset": _object,
        "permission_type": lambda value: {"right": str(value).removeprefix("can_")},
    },
    asked={"status": "state"},
)
declare(PERMISSION_REQUEST)


def _list(view: NetilionView) -> Any:
    return answer_list(view, PERMISSION_REQUEST, canonical(PERMISSION_REQUEST), PEOPLE)


def _read(view: NetilionView, key: str) -> Any:
    asking.of_one(PERMISSION_REQUEST, view.request.query_params)
    path = canonical(PERMISSION_REQUEST, key)
    return view.one(PERMISSION_REQUEST, view.ask("GET", path, query=PEOPLE, conditions=True))


def _create(view: NetilionView) -> Any:
    """The answer is the same whether there is such an asset or not."""
    asking.of_one(PERMISSION_REQUEST, view.request.query_params)
    view.about(PERMISSION_REQUEST)
    made = view.ask("POST", canonical(PERMISSION_REQUEST), body=PERMISSION_REQUEST.body(view.sent, new=True)).data
    reply = view.ask("GET", canonical(PERMISSION_REQUEST, made["id"]), query=PEOPLE)
    return view.one(PERMISSION_REQUEST, reply, status=201)


def _answer(view: NetilionView, key: str) -> Any:
    """``{"status": "accepted", "response_message"}``: an answer is final."""
    asking.of_one(PERMISSION_REQUEST, view.request.query_params)
    view.about(PERMISSION_REQUEST)
    view.ask("GET", canonical(PERMISSION_REQUEST, key))
    status, message = view.sent.get("status"), view.sent.get("response_message")
    if status is None:
        raise errors.ValidationProblem([errors.field_error("state", "required", _("This field is required."))])
    if status not in ANSWERS:
        detail = _("Expected one of %(names)s.") % {"names": ", ".join(ANSWERS)}
        raise errors.ValidationProblem([errors.field_error("state", "invalid", detail)])
    body = {} if message is None else {"answer": message}
    view.ask("POST", canonical(PERMISSION_REQUEST, key, status), body=body)
    return view.nothing()


_text = describing.TEXT
_named = {"serial_number": _text, "manufacturer": describing.ref("Reference")}
ASKING: describing.Schema = {
    "type": "object",
    "properties": {
        "request_message": _text,
        "permission_type": _text,
        "asset": {"type": "object", "properties": _named, "required": [*_named]},
    },
    "required": ["asset"],
}
ANSWERING: describing.Schema = {
    "type": "object",
    "properties": {"status": {**_text, "enum": [*ANSWERS]}, "response_message": _text},
    "required": ["status"],
}


def _said(summary: str, **more: Any) -> describing.Told:
    return describing.said(summary, PERMISSION_REQUEST, **more)


COLLECTION: Operations = {
    "GET": Operation(run=_list, described=describing.many(PERMISSION_REQUEST)),
    "POST": Operation(
        run=_create,
        described=_said(
            "Ask for an asset by its number and manufacturer",
            takes=ASKING,
            gives=describing.ref("PermissionRequest"),
            status=201,
        ),
    ),
}
SINGLE: Operations = {
    "GET": Operation(run=_read, described=describing.one(PERMISSION_REQUEST)),
    "PATCH": Operation(run=_answer, described=_said("Accept or reject a request", takes=ANSWERING, status=204)),
    "DELETE": removing(PERMISSION_REQUEST),
}
