"""What was, seen over time: which status an asset had since when."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation

from . import asking, describing, ranges
from .operations import Operations, canonical
from .resource import Body
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
