"""What was: which status an asset had since when, as changed here or reported, and what stood where."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors
from hub.fields import timestamp
from hub.hal.reference import parse_key

from . import asking, describing, ranges
from .operations import Operations, canonical
from .resource import Body, Resource
from .tables.master import ASSET_STATUS
from .tables.plant import ASSET
from .view import NetilionView

REPORTS = "asset_status_reports"


def _statuses(view: NetilionView, key: str) -> Any:
    """``GET /assets/{id}/history/status``: each status with the moment since which it held, the latest first."""
    query = view.request.query_params
    asking.of_one(ASSET, query, beside=[*asking.PAGING, "from", "to"])
    stamps: dict[str, ranges.Stamp] = {"timestamp": lambda item: ranges.stamped(item, "timestamp")}
    entries = _beside(_changes(view, key), _reports(view, key))
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


def _reports(view: NetilionView, key: str) -> list[Body]:
    """What was reported of the asset."""
    rows = view.all_items(canonical(ASSET, key, "status_reports"), REPORTS)
    return [{"timestamp": row["since"], "value": {"id": row["status"]["id"]}} for row in rows]


def _beside(changes: list[Body], reports: list[Body]) -> list[Body]:
    """All of them, the earliest first; a change that only follows a report is told once."""
    both = [(one, False) for one in changes] + [(one, True) for one in reports]
    found: list[Body] = []
    for one, reported in sorted(both, key=lambda pair: (_moment(pair[0]["timestamp"]), not pair[1])):
        if reported or not found or found[-1]["value"]["id"] != one["value"]["id"]:
            found.append(one)
    return found


def _report(view: NetilionView, key: str) -> Any:
    """``POST``: all or nothing; the latest that is known becomes the status of the asset. What is told again is passed
    over."""
    view.names = {REPORTS: "history", "since": "history"}
    asset = view.ask("GET", canonical(ASSET, key)).data["id"]
    given = view.sent.get("history")
    if not isinstance(given, list):
        raise errors.ValidationProblem([errors.field_error(REPORTS, "required", "Expected a list of statuses.")])
    known = {(_moment(one["timestamp"]), one["value"]["id"]) for one in _reports(view, key)} if given else set()
    bodies = [_body(asset, one) for one in given]
    fresh = [one for one in bodies if not _is_known(one, known)]
    if fresh or not bodies:
        view.ask("POST", "asset/status_reports", body={REPORTS: fresh})
    return view.nothing()


def _body(asset: int, given: Any) -> Any:
    if not isinstance(given, dict):
        return given
    found: Body = {"asset": {"id": asset}, "status": given.get("value"), "since": given.get("timestamp")}
    return {name: value for name, value in found.items() if value is not None}


def _is_known(body: Any, known: set[tuple[Any, int]]) -> bool:
    if not isinstance(body, dict) or not isinstance(body.get("status"), dict):
        return False
    return (_moment(body.get("since")), parse_key(body["status"].get("id"))) in known


def _moment(value: Any) -> Any:
    """A timestamp to be compared; what is none is for the hub to refuse."""
    try:
        return timestamp.parse(value) if isinstance(value, str) else value
    except ValueError:
        return None


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


_entry = {"type": "object", "properties": {"timestamp": describing.MOMENT, "value": describing.ref("Reference")}}
HISTORY: describing.Schema = {
    "type": "object",
    "properties": {"history": {"type": "array", "items": _entry}},
    "required": ["history"],
}
STATUSES: Operations = {
    "GET": Operation(
        run=_statuses,
        described=describing.said(
            "Which status an asset had since when, the latest first",
            ASSET,
            query=describing.asking_for("from", "to", "order_by"),
            gives=describing.listed("history", "timestamp", "value"),
        ),
    ),
    "POST": Operation(
        run=_report,
        described=describing.said(
            "Report which statuses an asset had since when, all or nothing", ASSET, takes=HISTORY, status=204
        ),
    ),
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
