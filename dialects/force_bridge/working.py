"""When people are to work: of one staff member, and of all of them page by page."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from dialects.describing import Description, Schema
from hub.viewsets.paging import Window

from . import asking, describe
from .operations import Operations, canonical
from .paging import page_of
from .resource import Body
from .tables.planned import WORKING
from .tables.staff import STAFF_MEMBER, TAG
from .values import hexed, zoned
from .view import ForceView

#: How many times are read at once.
SLICE = 1000
PERIOD = {"startDate": "start_date", "endDate": "end_date"}


def _times(view: ForceView, members: list[int], asked: Body) -> dict[int, list[Body]]:
    """The times of some members by id, in their order."""
    found: dict[int, list[Body]] = {}
    query = {**asked, "staff_member_id": ",".join(map(str, members))}
    offset, total = 0, 1 if members else 0
    while offset < total:
        window = Window(SLICE, offset, order=("start_date", "id"))
        data = view.ask("GET", canonical(WORKING), query=query, window=window).data
        for item in data[WORKING.entry.plural]:
            found.setdefault(item["staff_member"]["id"], []).append(WORKING.told(item))
        offset, total = offset + SLICE, data["pagination"]["total_count"]
    return found


def _of_all(view: ForceView) -> Any:
    """Each member with the times that lie in the period."""
    given = view.request.query_params
    asking.check(given, [*PERIOD, "limit", "offset"])
    view.names = {canonical_name: name for name, canonical_name in PERIOD.items()}
    asked = {PERIOD[name]: zoned(given[name]) for name in PERIOD if name in given}
    page = page_of(given, None)
    found, _offered = view.fetch(STAFF_MEMBER, canonical(STAFF_MEMBER), asking.Question(), page, None)
    times = _times(view, [item["id"] for item in found.items], asked)
    elements = [
        {"staffMemberId": hexed(item["uuid"]), "scheduledWorkingTimes": times.get(item["id"], [])}
        for item in found.items
    ]
    return view.elements(found, elements)


def _described() -> Description:
    inside = {"type": "object", "properties": describe.properties(WORKING)}
    element = {
        "type": "object",
        "properties": {"staffMemberId": describe.ID, "scheduledWorkingTimes": {"type": "array", "items": inside}},
    }
    moment: Schema = {"type": "string", "format": "date-time"}
    return Description(
        summary="When all staff members are to work, page by page",
        tag=TAG,
        query={**dict.fromkeys(PERIOD, moment), **describe.paged(STAFF_MEMBER)},
        gives=describe.single({"elements": {"type": "array", "items": element}}),
    )


OF_ALL: Operations = {"GET": Operation(run=_of_all, described=_described)}
