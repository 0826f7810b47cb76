"""Thresholds of instrumentations and systems: their units are numbers, and a change answers the whole."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors

from . import asking, describing
from .operations import Operations, canonical, nested
from .resource import Body, Resource, declare
from .view import NetilionView


def _unit(value: Any) -> Body:
    return {} if value is None else {"unit": {"id": value}}


THRESHOLD = Resource(
    kind="threshold",
    path="thresholds",
    plural="thresholds",
    members="id name description key unit_id value tolerance threshold_type notification",
    sources={"unit_id": "unit"},
    made={"unit_id": lambda item: item["unit"]["id"]},
    taken={"unit_id": _unit},
    filters="key threshold_type",
    stands=lambda base, item: _place(base, item),
)
declare(THRESHOLD)
TOLD = {
    "GET": describing.one(THRESHOLD),
    "PATCH": describing.changed_whole(THRESHOLD),
    "DELETE": describing.removed(THRESHOLD),
}
PLACES = {"instrumentation": "instrumentations", "system": "systems"}


def _place(base: str, item: Body) -> str:
    """A threshold stands below what it is for."""
    kind = next(name for name in PLACES if item.get(name))
    return f"{base}/{PLACES[kind]}/{item[kind]['id']}/thresholds/{item['id']}"


def of(owner: Resource) -> dict[str, Operations]:
    """The operations of the thresholds of ``owner``, by path below one of it."""

    def add(view: NetilionView, key: str) -> Any:
        asking.of_one(THRESHOLD, view.request.query_params)
        view.about(THRESHOLD)
        body = THRESHOLD.body(view.sent, new=True)
        return view.one(THRESHOLD, view.ask("POST", canonical(owner, key, "thresholds"), body=body), status=201)

    def one(method: str) -> Operation:
        def run(view: NetilionView, key: str, number: str) -> Any:
            asking.of_one(THRESHOLD, view.request.query_params)
            view.about(THRESHOLD)
            _found(view, owner, key, number)
            body = THRESHOLD.body(view.sent, new=False) if method == "PATCH" else None
            reply = view.ask(method, canonical(THRESHOLD, number), body=body, conditions=True)
            return view.nothing() if method == "DELETE" else view.one(THRESHOLD, reply)

        return Operation(run=run, described=TOLD[method])

    single: Operations = {method: one(method) for method in TOLD}
    added = Operation(run=add, described=describing.made(THRESHOLD))
    many: Operations = {"GET": nested(owner, "thresholds", THRESHOLD), "POST": added}
    return {"thresholds": many, "thresholds/<segment:number>": single}


def _found(view: NetilionView, owner: Resource, key: str, number: str) -> None:
    """404 unless the threshold is for that place."""
    place = view.ask("GET", canonical(owner, key)).data
    held = view.ask("GET", canonical(THRESHOLD, number)).data
    if (held[owner.kind] or {}).get("id") != place["id"]:
        raise errors.NotFoundProblem()
