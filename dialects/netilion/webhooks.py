"""Webhooks of client applications: those of the hub that speak Netilion's form, and what they had to tell."""

from __future__ import annotations

import secrets
from typing import Any

from dialects.base import Operation
from hub import errors

from . import asking, describing
from .notifying import KIND, reference
from .operations import Operations, answer_list, canonical
from .resource import Body, Resource
from .tables.people import CLIENT_APPLICATION
from .view import NetilionView

FORMAT = "netilion"
#: The vendor knows no messages that are held back: they will not be sent.
STATUSES = {"withheld": "cancelled"}


def _named(body: Body) -> None:
    """The hub knows webhooks by names of their own."""
    body.update(name=f"webhook {secrets.token_hex(4)}", format=FORMAT)


WEBHOOK = Resource(
    kind="webhook",
    path="webhooks",
    plural="webhooks",
    members="id url event_types properties disabled force_sorted_delivery",
    sources={"force_sorted_delivery": "ordered"},
    made={
        "properties": lambda item: {"event_type": item["event_types"]},
        "disabled": lambda item: not item["enabled"],
    },
    taken={"disabled": lambda value: {"enabled": not (value is True or str(value).lower() == "true")}},
    completed=_named,
    stands=lambda base, item: f"{base}/client_applications/{item['client']['id']}/webhooks/{item['id']}",
)


def _own(view: NetilionView, key: str, hook: str) -> Body:
    """The webhook, if it is the application's; others do not exist here."""
    found: Body = view.ask("GET", canonical(WEBHOOK, hook)).data
    client = found["client"] or {}
    asked = view.ask("GET", canonical(CLIENT_APPLICATION, key)).data["id"]
    if found["format"] != FORMAT or client.get("id") != asked:
        raise errors.NotFoundProblem()
    return found


def _list(view: NetilionView, key: str) -> Any:
    return answer_list(view, WEBHOOK, canonical(CLIENT_APPLICATION, key, "webhooks"), {"format": FORMAT})


def _create(view: NetilionView, key: str) -> Any:
    """A new one; its secret stands in this answer only."""
    view.ask("GET", canonical(CLIENT_APPLICATION, key))
    asking.of_one(WEBHOOK, view.request.query_params)
    view.about(WEBHOOK)
    body = WEBHOOK.body(view.sent, new=True)
    if not body.get("event_types"):
        raise errors.ValidationProblem([errors.field_error("event_types", "required", "Name what it is to be told.")])
    made = view.ask("POST", canonical(CLIENT_APPLICATION, key, "webhooks"), body=body).data
    told = {**view.teller().item(WEBHOOK, made), "secret": made["secret"]}
    return view.told(told, status=201, headers={"Location": WEBHOOK.place(view.base, made)})


def _read(view: NetilionView, key: str, hook: str) -> Any:
    asking.of_one(WEBHOOK, view.request.query_params)
    return view.told(view.teller().item(WEBHOOK, _own(view, key, hook)))


def _change(view: NetilionView, key: str, hook: str) -> Any:
    found = _own(view, key, hook)
    asking.of_one(WEBHOOK, view.request.query_params)
    view.about(WEBHOOK)
    view.ask("PATCH", canonical(WEBHOOK, found["id"]), body=WEBHOOK.body(view.sent, new=False))
    return view.nothing()


def _remove(view: NetilionView, key: str, hook: str) -> Any:
    view.ask("DELETE", canonical(WEBHOOK, _own(view, key, hook)["id"]))
    return view.nothing()


def _reset_secret(view: NetilionView, key: str, hook: str) -> Any:
    """A new secret, told this once."""
    found = _own(view, key, hook)
    made = view.ask("PATCH", canonical(WEBHOOK, found["id"]), body={"renew_secret": True}).data
    return view.told({"secret": made["secret"]})


# -- what it had to tell ----------------------------------------------------------------------------------------------

EVENT = Resource(
    kind="webhook",
    path="events",
    plural="webhook_events",
    members="id status last_send_at retries payload",
    filters="status",
    asked={"occurred_at_from": "at_from", "occurred_at_to": "at_to"},
)


def _events(view: NetilionView, key: str, hook: str) -> Any:
    """The deliveries, the last first."""
    found = _own(view, key, hook)
    question = asking.of_list(EVENT, view.request.query_params)
    question.query.pop("order_by", None)
    view.about(EVENT, question)
    data = view.ask("GET", canonical(WEBHOOK, found["id"], "deliveries"), query=question.query).data
    items = [_event(one) for one in data["deliveries"]]
    return view.listed(EVENT.plural, items, data["pagination"])


def _event(one: Body) -> Body:
    payload: Body = {"occurred_at": one["at"]}
    if one["kind"] == KIND:
        payload["content"] = {"asset": reference("assets", one["resource"]["id"])}
    return {
        "id": one["id"],
        "status": STATUSES.get(one["status"], one["status"]),
        "payload": payload,
        "last_send_at": one["last_attempt_at"],
        "retries": max(one["attempts"] - 1, 0),
    }


def _resend(view: NetilionView, key: str, hook: str) -> Any:
    """Send those that are named again, all or none."""
    found = _own(view, key, hook)
    named = view.sent.get(EVENT.plural)
    if not isinstance(named, list):
        detail = f"Expected an object with the member {EVENT.plural}, a list."
        raise errors.ValidationProblem([errors.field_error(EVENT.plural, "required", detail)])
    for place, one in enumerate(named):
        number = str(one.get("id")) if isinstance(one, dict) else ""
        try:
            if not (number.isascii() and number.isdigit()):
                raise errors.NotFoundProblem()
            view.ask("POST", canonical(WEBHOOK, found["id"], "deliveries", number, "retry"))
        except errors.NotFoundProblem as error:
            wrong = errors.field_error((EVENT.plural, place), "not_found", "There is no such event.")
            raise errors.ValidationProblem([wrong]) from error
    return view.nothing()


_HOOK = "webhooks/<segment:hook>"
_text, _flag = describing.TEXT, describing.FLAG
_texts: describing.Schema = {"type": "array", "items": _text}
SENT: describing.Schema = {
    "type": "object",
    "properties": {"url": _text, "event_types": _texts, "disabled": _flag, "force_sorted_delivery": _flag},
}
SECRET: describing.Schema = {"type": "object", "properties": {"secret": _text}, "required": ["secret"]}
MADE: describing.Schema = {"allOf": [describing.undeclared(WEBHOOK), SECRET]}
AGAIN: describing.Schema = {
    "type": "object",
    "properties": {EVENT.plural: {"type": "array", "items": describing.REFERENCE}},
    "required": [EVENT.plural],
}


def _told(summary: str, **more: Any) -> describing.Told:
    return describing.said(summary, CLIENT_APPLICATION, **more)


def _page(resource: Resource) -> describing.Schema:
    return describing.listed(resource.plural, *resource.names)


def _asked(resource: Resource) -> dict[str, describing.Schema]:
    return describing.asking_for(*resource.filters.split(), *resource.asked, "order_by")


OPERATIONS: dict[str, Operations] = {
    "webhooks": {
        "GET": Operation(run=_list, described=_told("Its webhooks", query=_asked(WEBHOOK), gives=_page(WEBHOOK))),
        "POST": Operation(run=_create, described=_told("A new webhook", takes=SENT, gives=MADE, status=201)),
    },
    _HOOK: {
        "GET": Operation(run=_read, described=_told("One webhook", gives=describing.undeclared(WEBHOOK))),
        "PATCH": Operation(run=_change, described=_told("Change a webhook", takes=SENT, status=204)),
        "DELETE": Operation(run=_remove, described=_told("Remove a webhook", status=204)),
    },
    f"{_HOOK}/reset_secret": {
        "POST": Operation(run=_reset_secret, described=_told("A new secret, told this once", gives=SECRET))
    },
    f"{_HOOK}/events": {
        "GET": Operation(run=_events, described=_told("What it had to tell", query=_asked(EVENT), gives=_page(EVENT))),
        "POST": Operation(run=_resend, described=_told("Tell these again", takes=AGAIN, status=204)),
    },
}
