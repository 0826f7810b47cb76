"""What events happened to: one that has nothing left is gone."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors

from .joining import linking, named
from .operations import Operations, canonical
from .operations import removing as plainly_removing
from .resource import Body, Resource
from .tables.plant import EVENT
from .view import NetilionView


def _unlink(view: NetilionView, path: str, body: Body, event: Any) -> None:
    """Take the link away, or the event with its last one."""
    try:
        view.ask("DELETE", path, body=body)
    except errors.ValidationProblem as problem:
        if not any(error.get("pointer") == "#/assets" and error["code"] == "required" for error in problem.errors):
            raise
        view.ask("DELETE", canonical(EVENT, event))


def removing(resource: Resource) -> Operation:
    """``DELETE /assets/{id}``: the events that happened to nothing else go with it."""
    plain = plainly_removing(resource)

    def run(view: NetilionView, key: str) -> Any:
        try:
            return plain.run(view, key)
        except errors.InUse:
            path = canonical(resource, key, "events")
            while events := view.ask("GET", path, query={"per_page": 100}).data["events"]:
                for event in events:
                    _unlink(view, path, {"events": [{"id": event["id"]}]}, event["id"])
            return plain.run(view, key)

    return Operation(run=run, described=plain.described)


def concerning(resource: Resource) -> Operations:
    """``/events/{id}/assets``."""
    plural = resource.entry.plural
    known = linking(EVENT, plural, resource, "GET DELETE")

    def run(view: NetilionView, key: str) -> Any:
        view.names = {plural: resource.plural}
        body = {plural: named(view, resource.plural, plural)}
        _unlink(view, canonical(EVENT, key, plural), body, key)
        return view.nothing()

    return {**known, "DELETE": Operation(run=run, described=known["DELETE"].described)}


def at(owner: Resource) -> Operations:
    """``/assets/{id}/events``, without making new ones: one event after the other, all or none."""
    known = linking(owner, "events", EVENT, "GET DELETE")

    def run(view: NetilionView, key: str) -> Any:
        view.names = {"events": EVENT.plural}
        path = canonical(owner, key, "events")
        wanted = named(view, EVENT.plural, "events")
        if not wanted:
            view.ask("DELETE", path, body={"events": []})
        for place, one in enumerate(wanted):
            try:
                _unlink(view, path, {"events": [one]}, one.get("id") if isinstance(one, dict) else "")
            except errors.ValidationProblem as problem:
                for error in problem.errors:
                    error["pointer"] = error.get("pointer", "#").replace("#/events/0", f"#/events/{place}", 1)
                raise
        return view.nothing()

    return {**known, "DELETE": Operation(run=run, described=known["DELETE"].described)}
