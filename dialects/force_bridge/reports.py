"""Reports: figures of a period, and lists of elements page by page with what they are about embedded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from dialects.base import Operation
from dialects.describing import Schema
from hub import errors

from . import asking, describe
from .operations import Operations
from .paging import OFFSETS, Found, page_of
from .records import PERIOD, by_place, by_state, rows_of
from .resource import Body, Resource, named
from .telling import link
from .values import moment, snake, zoned
from .view import ForceView

PLACES = {
    "workplaceId": "workplace_id",
    "workplaceNumber": "workplace_number",
    "workplaceGroupId": "workplace_group_id",
    "workplaceGroupNumber": "workplace_group_number",
}
WHAT = {"materialId": "material_id", "materialNumber": "material_number"}
#: The third version calls the order otherwise than the second.
ORDERS = {"orderId": "production_order_id", "productionOrderId": "production_order_id"}
#: What elements are about: the canonical member of an element, the member that tells its id, the resource.
ABOUT = {
    "workplaces": ("workplace", "workplaceId"),
    "materials": ("material", "materialId"),
    "operatingStates": ("operating_state", "operatingStateId"),
    "qualityTypes": ("quality_type", "qualityTypeId"),
    "qualityDetails": ("quality_detail", "qualityDetailId"),
}
_MOMENT, _TEXT = {"type": "string", "format": "date-time"}, {"type": "string"}


def _found(view: ForceView, name: str, names: Mapping[str, str], beside: Iterable[str] = ()) -> Body:
    """The canonical report; ``beside`` are parameters that are seen to here."""
    given = view.request.query_params
    asking.check(given, [*names, *beside])
    asked = [one for one in names if one in given]
    view.names = {names[one]: one for one in (*names, *asked)}
    query = {names[one]: zoned(given[one]) for one in asked}
    if len(query) < len(asked):
        raise errors.BadParameter(asked[-1], _("Name it once."), "conflict")
    found: Body = view.ask("GET", f"reports/{name}", query=query).data
    return found


def _period(found: Body) -> Body:
    return {"startDate": moment(found["start_date"]), "endDate": moment(found["end_date"])}


def _asked(names: Iterable[str], beside: Mapping[str, Schema] | None = None) -> dict[str, Schema]:
    return {**{name: _MOMENT if name in PERIOD else _TEXT for name in names}, **(beside or {})}


def _figures(name: str, summary: str, names: Mapping[str, str], told: tuple[str, ...]) -> Operation:
    """``GET /reports/…``: ratios from 0 to 1."""
    names = {**PERIOD, **names}

    def run(view: ForceView) -> Any:
        found = _found(view, name, names)
        text = view.request.META.get("QUERY_STRING", "")
        links = {"self": link(f"{view.here}?{text}" if text else view.here)} if view.hal else {}
        figures = {one: found[source] for one, source in ((one, snake(one)) for one in told)}
        return view.told(view.teller.shape({**_period(found), **figures}, links))

    return Operation(run=run, described=lambda: describe.figures(summary, "Reports", _asked(names), ("startDate",)))


def _list(
    name: str,
    summary: str,
    names: Mapping[str, str],
    about: tuple[str, ...],
    tell: Callable[[ForceView, Body], tuple[list[Body], Body]],
) -> Operation:
    """``GET /reports/…``: elements page by page; ``about`` can be embedded, ``tell`` makes the elements and sums."""
    names = {**PERIOD, **names}

    def run(view: ForceView) -> Any:
        given = view.request.query_params
        found = _found(view, name, names, (*OFFSETS, "embed"))
        wanted, page = asking.chosen(about, given), page_of(given, None)
        whole = found["elements"]
        found["elements"], found["all"] = whole[page.offset : page.offset + page.limit], whole
        elements, sums = tell(view, found)
        part = Found(page, None, elements, len(whole), False)
        inside = {one: _embedded(view, named(one), found["elements"]) for one in wanted}
        links = view.page_links(part) if view.hal else {}
        told = view.teller.shape({**_period(found), **sums, "elements": part.items}, links, inside)
        return view.told({"pagination": part.figures(), **told})

    paged = {**dict.fromkeys(OFFSETS, describe.WHOLE), "embed": {**_TEXT, "description": ", ".join(about)}}
    return Operation(
        run=run, described=lambda: describe.figures(summary, "Reports", _asked(names, paged), ("startDate",))
    )


def _known(view: ForceView, name: str, elements: list[Body]) -> dict[int, Body]:
    """What the elements are about, by id."""
    member = ABOUT[name][0]
    return rows_of(view, named(name), ((one.get(member) or {}).get("id") for one in elements))


def _embedded(view: ForceView, resource: Resource, elements: list[Body]) -> list[Body]:
    rows = _known(view, resource.name, elements)
    return [view.teller.single(resource, rows[key]) for key in sorted(rows)]


def _ids(view: ForceView, elements: list[Body], names: tuple[str, ...]) -> list[Body]:
    """The ids of what each element is about."""
    known = {name: _known(view, name, elements) for name in names}

    def one(element: Body, name: str) -> Any:
        row = known[name].get((element.get(ABOUT[name][0]) or {}).get("id", 0))
        return None if row is None else named(name).ident(row)

    return [{ABOUT[name][1]: one(element, name) for name in names} for element in elements]


def _lasting(one: Body) -> Body:
    return {"durationPercentage": one["proportion"], "absoluteDurationPercentage": one["proportion"]}


# -- what each tells --------------------------------------------------------------------------------------------------


def _made(view: ForceView, found: Body) -> tuple[list[Body], Body]:
    elements = [
        {
            **told,
            **{f"{kind}Quantity": told["quantities"][kind] for kind in ("yield", "scrap", "rework")},
            **dict.fromkeys(("materialId", "targetQuantity")),
        }
        for told in by_place(view, found)
    ]
    return elements, {"totalQuantity": found["total_quantity"], "qualityRate": found["quality_rate"]}


def _hits(view: ForceView, found: Body) -> tuple[list[Body], Body]:
    rows, told = by_state(view, found)
    stays = sum(one["frequency"] for one in found["all"])
    elements = [
        {
            **element,
            "operatingStateId": element["operatingState"]["id"],
            "frequency": one["frequency"] / stays if stays else 0.0,
            "proportion": one["proportion"],
            **_lasting(one),
        }
        for one, element in zip(rows, told, strict=True)
    ]
    return elements, {"totalDuration": found["total_duration"]}


def _hits_by_material(view: ForceView, found: Body) -> tuple[list[Body], Body]:
    ids = _ids(view, found["elements"], ("operatingStates", "materials"))
    elements = [
        {**told, "duration": one["duration"], **_lasting(one), "frequency": one["frequency_proportion"]}
        for told, one in zip(ids, found["elements"], strict=True)
    ]
    return elements, {"totalDuration": found["total_duration"]}


def _details(*names: str) -> Callable[[ForceView, Body], tuple[list[Body], Body]]:
    def tell(view: ForceView, found: Body) -> tuple[list[Body], Body]:
        ids = _ids(view, found["elements"], names)
        elements = [{**told, "quantity": one["quantity"]} for told, one in zip(ids, found["elements"], strict=True)]
        return elements, {"totalQuantity": found["total_quantity"]}

    return tell


OF_MATERIAL = ("materials", "qualityTypes", "qualityDetails")
OF_WORKPLACE = ("workplaces", "qualityTypes", "qualityDetails")
REPORTS: dict[str, tuple[Operation, tuple[str, ...]]] = {
    "overallEquipmentEfficiency": (
        _figures(
            "overallEquipmentEfficiency",
            "Availability, performance, quality and their product",
            PLACES,
            ("oee", "availability", "performance", "quality"),
        ),
        (*PERIOD, *PLACES),
    ),
    "overallProcessEfficiency": (
        _figures(
            "overallProcessEfficiency",
            "How well orders went: availability of the process, performance, quality and their product",
            {**ORDERS, **WHAT},
            (
                *("ope", "quality", "performance", "processAvailability", "setupReduction"),
                *("schedulingEfficiency", "productionProcessRatio"),
            ),
        ),
        (*PERIOD, "orderId", *WHAT),
    ),
    "totalQuantity": (
        _list("totalQuantity", "What was made, by workplace and quality", PLACES, ("workplaces", "materials"), _made),
        (*PERIOD, *PLACES),
    ),
    "hitListOperatingStatesWorkplace": (
        _list(
            "hitListOperatingStatesWorkplace",
            "Operating states, those first that took most of the time",
            PLACES,
            ("workplaces", "operatingStates"),
            _hits,
        ),
        (*PERIOD, *PLACES),
    ),
    "hitListOperatingStatesMaterial": (
        _list(
            "hitListOperatingStatesMaterial",
            "Operating states by material, those first that took most of the time",
            WHAT,
            ("materials", "operatingStates"),
            _hits_by_material,
        ),
        (*PERIOD, *WHAT),
    ),
    "qualityDetailsMaterial": (
        _list(
            "qualityDetailsMaterial",
            "What was made, by material, quality and its detail",
            WHAT,
            OF_MATERIAL,
            _details(*OF_MATERIAL),
        ),
        (*PERIOD, *WHAT),
    ),
    "qualityDetailsWorkplace": (
        _list(
            "qualityDetailsWorkplace",
            "What was made, by workplace, quality and its detail",
            {**PLACES, **WHAT},
            OF_WORKPLACE,
            _details(*OF_WORKPLACE),
        ),
        (*PERIOD, *PLACES, *WHAT),
    ),
}


def paths() -> dict[str, Operations]:
    """Where they stand."""
    return {f"reports/{name}": {"GET": report} for name, (report, _parameters) in REPORTS.items()}
