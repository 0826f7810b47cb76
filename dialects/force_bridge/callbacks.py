"""Callbacks: webhooks of the hub that speak FORCE Bridge's form; and events from outside that they are called for."""

from __future__ import annotations

import secrets
from typing import Any

from dialects.base import Operation
from dialects.describing import Description
from hub import errors

from . import asking, describe
from .operations import Operations, answer_list, answer_one, canonical
from .resource import Body
from .tables.callbacks import CALLBACK, EVENT, EXTERNAL, NAMES, conditions
from .view import ForceView

FORMAT = "force_bridge"
UNNAMED = "EXTERNAL"


def _list(view: ForceView) -> Any:
    return answer_list(view, CALLBACK, canonical(CALLBACK), {"format": FORMAT})


def _own(view: ForceView, key: str) -> Body:
    """The callback; webhooks of another form do not exist here."""
    found: Body = view.ask("GET", canonical(CALLBACK, key)).data
    if found["format"] != FORMAT:
        raise errors.NotFoundProblem()
    return found


def _read(view: ForceView, key: str) -> Any:
    return answer_one(view, CALLBACK, canonical(CALLBACK, _own(view, key)["id"]))


def _create(view: ForceView) -> Any:
    """A new one; the secret by which the receiver knows the hub stands in this answer only."""
    view.names |= NAMES

    def body() -> Body:
        sent = view.sent
        asking.check(view.request.query_params, ())
        found = CALLBACK.body(sent)
        if not isinstance(found, dict):
            return found
        kind = (found.get("event_types") or [None])[0]
        if kind in (None, ""):
            detail = "Name the event that it is to be called for."
            raise errors.ValidationProblem([errors.field_error("event_types", "required", detail)])
        if "object_filter" in found:
            found["object_filter"] = conditions(kind, found["object_filter"])
        return {**found, "name": f"callback {secrets.token_hex(4)}", "format": FORMAT}

    made = view.ask("POST", canonical(CALLBACK), body=body).data
    told = view.teller.single(CALLBACK, made)
    told["properties"]["secret"] = made["secret"]
    return view.told(told, status=201, headers={"Location": CALLBACK.place(view.base, made)})


def _remove(view: ForceView, key: str) -> Any:
    found = _own(view, key)
    asking.check(view.request.query_params, ())
    view.ask("DELETE", canonical(CALLBACK, found["id"]), conditions=True)
    return view.nothing()


def _raise(view: ForceView) -> Any:
    """An event from outside; those that the hub raises itself cannot be made up."""
    view.about(EVENT)

    def body() -> Body:
        sent = view.sent
        asking.check(view.request.query_params, ())
        found = EVENT.body(sent)
        if not isinstance(found, dict):
            return found
        members = sent.get("properties") if isinstance(sent.get("properties"), dict) else sent
        if members.get("eventType") != EXTERNAL:
            detail = f"Only events of the type {EXTERNAL} can be raised from outside."
            raise errors.ValidationProblem([errors.field_error("event_type", "invalid", detail)])
        return {**found, "name": found.get("name") or UNNAMED}

    made = view.ask("POST", canonical(EVENT), body=body).data
    return view.told(view.teller.shape(EVENT.told(made), {}), status=201)


def _described_event() -> Description:
    return describe.creating(EVENT, 201)


CALLBACKS: Operations = {
    "GET": Operation(run=_list, described=lambda: describe.listing(CALLBACK)),
    "POST": Operation(run=_create, described=lambda: describe.creating(CALLBACK, 201)),
}
ONE_CALLBACK: Operations = {
    "GET": Operation(run=_read, described=lambda: describe.reading(CALLBACK)),
    "DELETE": Operation(run=_remove, described=lambda: describe.done(CALLBACK, "Remove it")),
}
EVENTS: Operations = {"POST": Operation(run=_raise, described=_described_event)}
