"""What was: which status an asset had since when, where it did its work, and what did the work of a place."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation

from . import asking, describing, ranges
from .operations import Operations, canonical
from .resource import Body, Resource
from .tables.master import ASSET_STATUS
from .tables.plant import ASSET
from .view import NetilionView


def _statuses(view: NetilionView, key: str) -> Any:
    """``GET /assets/{id}/history/status``: each status with the moment since which it held, the latest first."""
    query = view.request.query_params
    asking.of_one(ASSET, query, beside=[*asking.PAGING, "from", "to"])
    entries = _changes(view, key)
    stamps: dict[str, ranges.Stamp] = {"timestamp": lambda item: ranges.stamped(item, "timestamp")}
    entries = ranges.within(entries, stamps["timestamp"], query, "from", "to")
    entries = ranges.ordered(entries, query, stamps, "-timestamp")
    _name(view, entries)
    return ranges.page(view, "history", entries)


def _changes(view: NetilionView, key: str) -> list[Body]:
    """The versions of the asset that brought another status."""
    found: list[Body] = []
    number, path = 1, canonical(ASSET, key, "history")
    while True:
        data = view.ask("GET", path, query={"page": number, "per_page": 100}).data
        for version in data["history"]:
            for change in version["changes"]:
                if change["field"] == "status" and change["new"] is not None:
                    found.append({"timestamp": version["changed_at"], "value": {"id": change["new"]["id"]}})
        if "next" not in data["pagination"]:
            return found
        number += 1


def _name(view: NetilionView, entries: list[Body]) -> None:
    """Statuses by code and name, all looked up at once; one that is gone has its number only."""
    ids = sorted({entry["value"]["id"] for entry in entries})
    known: dict[int, Body] = {}
    for start in range(0, len(ids), 100):
        asked = {"id": ",".join(map(str, ids[start : start + 100])), "per_page": 100}
        rows = view.ask("GET", canonical(ASSET_STATUS), query=asked).data[ASSET_STATUS.entry.plural]
        known |= {row["id"]: row for row in rows}
    for entry in entries:
        number = entry["value"]["id"]
        row = known.get(number, {"code": "", "name": ""})
        told = {"id": number, "code": row["code"], "name": row["name"]}
        entry["value"] = {**told, "href": ASSET_STATUS.href(view.base, number)}


STATUSES: Operations = {
    "GET": Operation(
        run=_statuses,
        described=describing.said(
            "Which status an asset had since when, the latest first",
            ASSET,
            query=describing.asking_for("from", "to", "order_by"),
            gives=describing.listed("history", "timestamp", "value"),
        ),
    )
}


# -- what stood where --------------------------------------------------------------------------------------------------

EVENTS = {"create": "create", "destroy": "delete"}


def linked_before(owner: Resource, other: Resource, told: str) -> Operations:
    """``GET /assets/{id}/instrumentations/history``: what came and went, the latest first; ``told`` names the other."""
    plural, column = f"{owner.kind}_{other.kind}_history", f"{other.kind}_id"
    asked = (column, "event", "event_datetime_from", "event_datetime_to", "order_by")

    def run(view: NetilionView, key: str) -> Any:
        given = view.request.query_params
        asking.only(given, [*asked, "page", "per_page", "include_total_count"])
        view.names = {"changed_at_from": "event_datetime_from", "changed_at_to": "event_datetime_to"}
        query = asking.page_of(given)
        if column in given:
            query[column] = given[column]
        if "event" in given:
            query["event"] = EVENTS.get(given["event"], given["event"])
        query |= {name: given[known] for name, known in view.names.items() if known in given}
        if "order_by" in given:
            query["order_by"] = given["order_by"].replace("event_datetime", "changed_at")
        data = view.ask("GET", canonical(owner, key, other.entry.plural, "history"), query=query).data
        names = _names(view, other, told, {item[other.kind]["id"] for item in data["history"]})
        words = {canonical: vendors for vendors, canonical in EVENTS.items()}
        items: list[Body] = [
            {
                other.kind: names[item[other.kind]["id"]],
                "event": words[item["event"]],
                "event_datetime": item["changed_at"],
            }
            for item in data["history"]
        ]
        return view.listed(plural, items, data["pagination"])

    gives = describing.listed(plural, other.kind, "event", "event_datetime")
    summary = f"Which {other.plural} came to one {owner.kind} and went, the latest first"
    said = describing.said(summary, owner, query=describing.asking_for(*asked), gives=gives)
    return {"GET": Operation(run=run, described=said)}


def _names(view: NetilionView, resource: Resource, told: str, ids: set[int]) -> dict[int, Body]:
    """References with the name that people know each by; one look-up for all."""
    if not ids:
        return {}
    query = {"id": ",".join(map(str, sorted(ids))), "per_page": 100}
    rows = view.ask("GET", canonical(resource), query=query).data[resource.entry.plural]
    return {row["id"]: {"id": row["id"], "href": resource.href(view.base, row["id"]), told: row[told]} for row in rows}
