"""What was measured of a device: the values of one tag, newest first, paged by moments."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from dialects.base import Operation
from hub import errors
from hub.fields import timestamp
from hub.hal.reference import parse_key
from hub.viewsets.paging import Window

from . import asking, describe
from .devices import device_of, places_of
from .operations import Operations, canonical
from .paging import PAGING, Found, Page, page_of
from .resource import Body, Timeline
from .tables.devices import DEVICE, SERIES
from .telling import link
from .values import moment, zoned
from .view import ForceView

#: So many stays of operations, the latest, say when something was measured.
MOST_STAYS = 100
TICK = timedelta(microseconds=1)
OF_OPERATIONS = {
    "operationNumber": "number",
    "productionOrderNumber": "production_order_number",
    "materialNumber": "material_number",
}
OF_VALUES = ("tag", "startDate", "endDate", *OF_OPERATIONS, "workplaceId")
BY_MOMENT = Timeline(member="timestamp")
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Values(Found):
    """A page of values; the identifier of one is its moment to the microsecond, counted from 1970."""

    def _identifier(self, item: Body) -> Body:
        when = timestamp.parse(item["timestamp"]) if isinstance(item["timestamp"], str) else item["timestamp"]
        return {"timestamp": moment(when), "identifier": str((when - EPOCH) // TICK)}


def _moment(given: QueryDict, name: str) -> datetime | None:
    if name not in given:
        return None
    try:
        return timestamp.parse(zoned(given[name]))
    except ValueError:
        raise errors.BadParameter(name, timestamp.EXPECTED) from None


def _week() -> datetime:
    """The beginning of this week."""
    now = timezone.now().astimezone(UTC)
    return (now - timedelta(days=now.weekday())).replace(hour=0, minute=0, second=0, microsecond=0)


def _stays(view: ForceView, item: Body, span: Body) -> str | None:
    """When the operations that are asked for were worked at where the device stands, as periods; None: at any time,
    and nothing: never."""
    given = view.request.query_params
    asked = {canonical: given[name] for name, canonical in OF_OPERATIONS.items() if name in given}
    if not asked and "workplaceId" not in given:
        return None
    places = [one["id"] for one in places_of(view, item) if _is(one, given.get("workplaceId"))]
    if not asked or not places:
        return None if places else ""
    query: Body = {"workplace_id": ",".join(map(str, places))}
    query |= view.ids_of("operations", "operation_id", **asked)
    query |= {
        name: timestamp.render(span[end]) for name, end in (("start_date", "from"), ("end_date", "to")) if end in span
    }
    window = Window(MOST_STAYS, order=("-start_date", "-id"))
    found = view.ask("GET", "recordedOperationPhases", query=query, window=window).data["recorded_operation_phases"]
    now = timezone.now()
    ends = [(one["start_date"], one["end_date"] or now) for one in found]
    return ",".join(f"{timestamp.render(start)}/{timestamp.render(end)}" for start, end in ends)


def _is(place: Body, wanted: str | None) -> bool:
    key = None if wanted is None else parse_key(wanted)
    return wanted is None or key in (place["id"], place["uuid"])


def _edges(page: Page, span: Body) -> Body:
    """The window of a page: what lies beyond the value that it begins behind."""
    try:
        edge = EPOCH + int(page.identifier) * TICK if page.identifier is not None else page.since
        if edge is None:
            return span
        if page.backwards:
            return {**span, "from": max(span["from"], edge + TICK)}
        return {**span, "to": min(span.get("to", edge), edge - TICK)}
    except OverflowError:
        raise errors.BadParameter("paginationIdentifier", _("There is no such element.")) from None


def _values(view: ForceView, key: str) -> Any:
    """``GET /devices/{id}/recordedTimeSeries``: the values of one tag, newest first; without a start, of this week."""
    given = view.request.query_params
    wanted = view.after(lambda: _asked(given))
    item = device_of(view, key)
    page, span = wanted()
    series = next((one for one in item[SERIES] if str(one["id"]) == given["tag"]), None)
    if series is None:
        raise errors.BadParameter("tag", _("Name one of the tags of the device."), "not_found")
    view.names = {"from": "startDate", "to": "endDate"}
    found = _window(view, item, series, page, span)
    unit = series["unit"]
    figures = {"tag": given["tag"], "unitName": unit.get("name"), "unitSymbol": unit.get("symbol") or None}
    elements = [{"timestamp": moment(one["timestamp"]), "value": _text(one["value"])} for one in found.items]
    return view.elements(found, elements, figures, device=link(DEVICE.place(view.base, item)))


def _asked(given: QueryDict) -> tuple[Page, Body]:
    """The page and the span of time that the query asks for."""
    asking.check(given, [*OF_VALUES, *PAGING])
    if "tag" not in given:
        raise errors.BadParameter("tag", _("This parameter is required."), "required")
    page = page_of(given, Timeline())
    if page.identifier is not None and not page.identifier.isdigit():
        raise errors.BadParameter("paginationIdentifier", _("There is no such element."))
    if "workplaceId" in given and parse_key(given["workplaceId"]) is None:
        raise errors.BadParameter("workplaceId", _("Expected an id or a UUID."))
    start, end = _moment(given, "startDate") or _week(), _moment(given, "endDate")
    return page, {"from": start, **({"to": end} if end is not None else {})}


def _window(view: ForceView, item: Body, series: Body, page: Page, span: Body) -> Values:
    path = canonical(DEVICE, item["id"], "values", series["key"])
    within = _stays(view, item, span)
    asked: Body = {"group": series["group"], **({"within": within} if within else {})}
    counted = view.ask("GET", path, query={**asked, **_rendered(span), "per_page": 1}).data["pagination"]["total_count"]
    edges = _edges(page, span)
    if within == "" or ("to" in edges and edges["from"] > edges["to"]):
        return Values(page, BY_MOMENT, [], 0 if within == "" else counted, False)
    order = "timestamp" if page.backwards else "-timestamp"
    query = {**asked, **_rendered(edges), "order_by": order, "per_page": page.limit, "include_total_count": "false"}
    data = view.ask("GET", path, query=query).data
    rows = data["data"][::-1] if page.backwards else data["data"]
    return Values(page, BY_MOMENT, rows, counted, "next" in data["pagination"])


def _rendered(span: Body) -> Body:
    return {name: timestamp.render(when) for name, when in span.items()}


def _text(value: float) -> str:
    return repr(value).removesuffix(".0")


_TEXT, _WHEN = {"type": "string"}, {"type": "string", "format": "date-time"}
_VALUE = {"type": "object", "properties": {"timestamp": _WHEN, "value": _TEXT}}


def _described_values() -> Any:
    query = {name: _WHEN if name.endswith("Date") else _TEXT for name in OF_VALUES}
    timed = replace(DEVICE, timeline=Timeline())
    told = describe.single(
        {"tag": _TEXT, "unitName": _TEXT, "unitSymbol": _TEXT, "elements": {"type": "array", "items": _VALUE}}
    )
    return describe.Description(
        summary="What was measured of a device, newest first",
        tag=DEVICE.tag,
        query={**query, **describe.paged(timed)},
        required=frozenset({"tag"}),
        gives=told,
    )


TIME_SERIES: Operations = {"GET": Operation(run=_values, described=_described_values)}
