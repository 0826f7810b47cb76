"""Specifications: a flat map of keys, found without regard to their case; renamed, removed by a list, with a past."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors

from . import asking, describing, ranges
from .operations import Operations, canonical
from .resource import Body, Resource
from .telling import specifications
from .view import NetilionView

MEMBERS = ("value", "unit", "source_timestamp", "ui_visible")
ALIKE = "These keys differ in their case only."

#: Keys with what they say.
KEYS: describing.Schema = {
    "type": "object",
    "additionalProperties": {
        "type": "object",
        "properties": dict.fromkeys((*MEMBERS, "updated_at"), describing.ANY),
    },
}


def specifying(owner: Resource, *, visible: bool) -> Operations:
    """The operations of ``{resource}/{id}/specifications``; ``visible``: entries say whether people see them."""

    def read(view: NetilionView, key: str) -> Any:
        query = view.request.query_params
        asking.of_one(owner, query, beside=["key", "ui_visible"] if visible else ["key"])
        asked = {name: query[name] for name in ("key", "ui_visible") if name in query}
        reply = view.ask("GET", _path(owner, key), query=asked, conditions=True)
        if reply.data is None:
            return reply.response
        headers = {name: reply.headers[name] for name in ("ETag", "Last-Modified") if name in reply.headers}
        return view.told(specifications(reply.data), headers=headers)

    def change(view: NetilionView, key: str) -> Any:
        known = _known(view, owner, key)
        body = {known.get(name.lower(), name): _entry(one, visible) for name, one in _unlike(view.sent).items()}
        _write(view, owner, key, body, conditions=True)
        return view.nothing()

    def remove(view: NetilionView, key: str) -> Any:
        """Keys that nobody knows are passed over."""
        keys = view.sent_list if view.sent_list is not None or view.sent else []
        if keys is None or not all(isinstance(one, str) for one in keys):
            raise errors.ValidationProblem([errors.field_error("#", "invalid", "Expected a list of keys.")])
        known = _known(view, owner, key)
        gone = {known[name.lower()]: None for name in keys if name.lower() in known}
        if gone:
            _write(view, owner, key, gone)
        return view.nothing()

    thing = owner.kind.replace("_", " ")
    seen = describing.asking_for("key", *(["ui_visible"] if visible else []), paged=False)
    keys = {"type": "array", "items": describing.TEXT}
    told = {
        "GET": describing.said(f"The specifications of one {thing}", owner, query=seen, gives=KEYS),
        "PATCH": describing.said(f"Add or change specifications of one {thing}", owner, takes=KEYS, status=204),
        "DELETE": describing.said(f"Remove keys from the specifications of one {thing}", owner, takes=keys, status=204),
    }
    runs = {"GET": read, "PATCH": change, "DELETE": remove}
    return {method: Operation(run=run, described=told[method]) for method, run in runs.items()}


def renaming(owner: Resource) -> Operation:
    """``PATCH …/specifications/rename`` with ``{"old": "new"}``: one key a call; what it says stays as it is."""

    def run(view: NetilionView, key: str) -> Any:
        if len(view.sent) != 1:
            raise errors.ValidationProblem([errors.field_error("#", "invalid", "Expected one old and one new key.")])
        old, new = next(iter(view.sent.items()))
        found = specifications(view.ask("GET", _path(owner, key)).data)
        known = {name.lower(): name for name in found}
        if old.lower() not in known:
            raise errors.ValidationProblem([errors.field_error([old], "specification_not_found", "No such key.")])
        if not isinstance(new, str) or not new.strip():
            raise errors.ValidationProblem([errors.field_error([old], "invalid", "Expected a new key.")])
        if new.lower() in known and new.lower() != old.lower():
            raise errors.ValidationProblem([errors.field_error([new], "unique", "There is such a key already.")])
        before = known[old.lower()]
        entry = {name: found[before][name] for name in MEMBERS if name in found[before]}
        if before != new:
            _write(view, owner, key, {before: None, new: entry})
        return view.nothing()

    renamed = {"type": "object", "additionalProperties": describing.TEXT, "maxProperties": 1}
    told = describing.said(f"Give a specification of one {owner.kind} another key", owner, takes=renamed, status=204)
    return Operation(run=run, described=told)


def specified_before(owner: Resource) -> Operation:
    """``GET …/specifications/{key}/history``: what a key said, also under the names that it had before."""

    def run(view: NetilionView, key: str, name: str) -> Any:
        query = view.request.query_params
        bounds = [f"{stamp}_{end}" for stamp in ("source_timestamp", "updated_at") for end in ("from", "to")]
        asking.of_one(owner, query, beside=[*asking.PAGING, *bounds])
        items = _past(view, f"{_path(owner, key)}/history", name)
        stamps: dict[str, ranges.Stamp] = {
            stamp: lambda item, stamp=stamp: ranges.stamped(item, stamp)  # type: ignore[misc]
            for stamp in ("updated_at", "source_timestamp")
        }
        for stamp, at in stamps.items():
            items = ranges.within(items, at, query, f"{stamp}_from", f"{stamp}_to")
        return ranges.page(view, name, ranges.ordered(items, query, stamps, "updated_at"))

    bounds = (f"{stamp}_{end}" for stamp in ("source_timestamp", "updated_at") for end in ("from", "to"))
    query = describing.asking_for(*bounds, "order_by")
    gives = {"type": "object", "description": "The values under the key, and pagination."}
    told = describing.said(f"What a specification of one {owner.kind} said", owner, query=query, gives=gives)
    return Operation(run=run, described=told)


def _past(view: NetilionView, path: str, name: str) -> list[Body]:
    """Walks back through the versions; where the key begins as another one ends with the same words, it was renamed."""
    items: list[Body] = []
    number, wanted = 1, name.lower()
    while True:
        data = view.ask("GET", path, query={"page": number, "per_page": 100}).data
        for version in data["history"]:
            change = next((one for one in version["changes"] if one["field"] == "specifications"), None)
            if change is None:
                continue
            new, old = _folded(change["new"]), _folded(change["old"])
            if wanted in new and new[wanted] != old.get(wanted):
                items.append(new[wanted])
            if wanted in new and wanted not in old:
                wanted = _before(wanted, new, old)
        if "next" not in data["pagination"]:
            return items
        number += 1


def _before(wanted: str, new: Body, old: Body) -> str:
    def says(entry: Body) -> list[Any]:
        return [entry.get(member) for member in MEMBERS]

    gone = [name for name in old if name not in new and says(old[name]) == says(new[wanted])]
    return gone[0] if len(gone) == 1 else wanted


def _folded(entries: Any) -> Body:
    return {name.lower(): entry for name, entry in (entries or {}).items()}


def _path(owner: Resource, key: str) -> str:
    return canonical(owner, key, "specifications")


def _known(view: NetilionView, owner: Resource, key: str) -> dict[str, str]:
    """The keys there are, by their lower case."""
    return {name.lower(): name for name in specifications(view.ask("GET", _path(owner, key)).data)}


def _unlike(sent: Body) -> Body:
    """The body, unless two of its keys are one."""
    seen: dict[str, str] = {}
    for name in sent:
        if seen.setdefault(name.lower(), name) != name:
            raise errors.ValidationProblem([errors.field_error([name], "unique", ALIKE)])
    return sent


def _entry(given: Any, visible: bool) -> Any:
    """What a key shall say: numbers are texts, and only what is known is passed on."""
    if not isinstance(given, dict):
        return given if given is not None else {"value": None}
    entry = {name: given[name] for name in (MEMBERS if visible else MEMBERS[:3]) if name in given}
    if isinstance(entry.get("value"), (int, float)):
        value = entry["value"]
        entry["value"] = str(value).lower() if isinstance(value, bool) else str(value)
    if isinstance(entry.get("ui_visible"), str):
        entry["ui_visible"] = entry["ui_visible"].lower() == "true"
    return entry


def _write(view: NetilionView, owner: Resource, key: str, entries: Body, *, conditions: bool = False) -> None:
    """Errors point at the keys, not at the member that they stand in canonically."""
    try:
        view.ask("PATCH", _path(owner, key), body={"specifications": entries}, conditions=conditions)
    except errors.ValidationProblem as problem:
        for error in problem.errors:
            error["pointer"] = error.get("pointer", "#").replace("#/specifications", "#", 1)
        raise
