"""Devices: assets of which something is measured, what that is, and where they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dialects.base import Operation
from hub import errors
from hub.hal.reference import parse_key
from hub.viewsets.paging import Window

from . import asking, describe
from .operations import Operations, canonical
from .resource import Body
from .tables.devices import ANYTHING, DEVICE, SERIES
from .tables.operations import WORKPLACE as BRIEFLY
from .tables.tools import POINT, parts
from .tables.workplaces import MACHINE, WORKPLACE
from .telling import link
from .view import ForceView

#: More series of one page of devices are not told.
MOST_SERIES = 10_000


def _learn(view: ForceView, items: list[Body]) -> None:
    """Put beside ``items`` what is measured of them, with one question for all."""
    ids = ",".join(str(item["id"]) for item in items)
    rows: list[Body] = []
    if items:
        query = {"asset_id": ids, "include": "unit"}
        rows = view.ask("GET", "series", query=query, window=Window(MOST_SERIES)).data["series"]
    for item in items:
        item[SERIES] = [row for row in rows if row["asset"]["id"] == item["id"]]


def _single(view: ForceView, item: Body) -> Body:
    """One device; each thing that it measures has a link."""
    told = view.teller.single(DEVICE, item)
    if view.hal:
        at = f"{DEVICE.place(view.base, item)}/recordedTimeSeries"
        told["_links"]["recordedTimeSeries"] = [
            link(f"{at}?tag={one['tag']}", name=one["tag"], title=one["name"])
            for one in told["properties"]["recordedPhysicalQuantities"]
        ]
    return told


# -- devices ----------------------------------------------------------------------------------------------------------


def _answer(view: ForceView, also: Mapping[str, Any]) -> Any:
    question = asking.of_list(view, DEVICE, view.request.query_params)
    view.about(DEVICE, question)
    question.query = {"measured_key": ANYTHING, **question.query, **also}
    assert question.page is not None
    found, _offered = view.fetch(DEVICE, canonical(DEVICE), question, question.page, None)
    _learn(view, found.items)
    links = view.page_links(found) if view.hal else {}
    items = [_single(view, item) for item in found.items]
    return view.told(view.teller.collection(DEVICE, items, found.figures(), links))


def _of_workplace(view: ForceView, key: str) -> Any:
    """``GET /workplaces/{id}/devices``: the assets of its machines, as far as something is measured of them."""
    wanted = view.after(lambda: asking.of_list(view, DEVICE, view.request.query_params))
    machines = view.ask("GET", canonical(WORKPLACE, key, "machines"), query={"per_page": 100}).data["machines"]
    wanted()
    return _answer(view, {"id": ",".join(str(one["asset"]["id"]) for one in machines) or "0"})


def device_of(view: ForceView, key: str) -> Body:
    """The device; an asset of which nothing is measured is none."""
    if parse_key(key) is None:
        raise errors.NotFoundProblem()
    query = {"uuid" if len(key) in (32, 36) else "id": key, "measured_key": ANYTHING, "per_page": 1}
    items: list[Body] = view.ask("GET", canonical(DEVICE), query=query).data["assets"]
    if not items:
        raise errors.NotFoundProblem()
    _learn(view, items)
    return items[0]


def _read(view: ForceView, key: str) -> Any:
    wanted = view.after(lambda: asking.check(view.request.query_params, ()))
    item = device_of(view, key)
    wanted()
    return view.told(_single(view, item))


def places_of(view: ForceView, item: Body) -> list[Body]:
    """The workplaces of the machines that a device is."""
    query = {"asset_id": item["id"], "include": "workplace.location", "per_page": 100}
    machines = view.ask("GET", canonical(MACHINE), query=query).data["machines"]
    return [one["workplace"] for one in machines if one["workplace"] is not None]


def _location(view: ForceView, key: str) -> Any:
    """``GET /devices/{id}/location``: where the machine that it is stands."""
    wanted = view.after(lambda: asking.check(view.request.query_params, ()))
    item = device_of(view, key)
    wanted()
    place = next((one for one in places_of(view, item) if "number" in one), None)
    told = None if place is None else WORKPLACE.told(place, BRIEFLY.split())
    links: Body = {}
    if view.hal:
        links = {"self": link(view.here), "device": link(DEVICE.place(view.base, item))}
        links |= {"workplace": link(WORKPLACE.place(view.base, place))} if place is not None else {}
    point = (place or {}).get("location") or {}
    where = parts(POINT)(point) if "latitude" in point else None
    return view.told(view.teller.shape({"workplace": told, "geoCoordinates": where}, links))


# -- the paths --------------------------------------------------------------------------------------------------------

DEVICES: Operations = {"GET": Operation(run=lambda view: _answer(view, {}), described=lambda: describe.listing(DEVICE))}
ONE_DEVICE: Operations = {"GET": Operation(run=_read, described=lambda: describe.reading(DEVICE))}
LOCATION: Operations = {
    "GET": Operation(
        run=_location,
        described=lambda: describe.figures("Where a device is", DEVICE.tag, {}),
    )
}
OF_WORKPLACE: Operations = {
    "GET": Operation(run=_of_workplace, described=lambda: describe.listing(DEVICE, "The devices of a workplace"))
}
