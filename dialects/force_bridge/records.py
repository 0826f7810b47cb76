"""What was recorded at operations and workplaces, what is summed up of it, and the ways to record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dialects.base import Operation
from hub import errors
from hub.hal.reference import parse_key

from . import asking, describe
from .operations import Operations, around, canonical, elements_of
from .operations import elements as elements_below
from .paging import Found, page_of
from .resource import Body, Resource, needed
from .tables.master import OPERATING_STATES
from .tables.operations import OPERATION, RECORDED_PHASE, RECORDED_QUANTITY, RECORDED_STATE, STATE
from .tables.orders import MATERIAL
from .tables.workplaces import WORKPLACE
from .telling import link
from .values import hexed, plain, zoned
from .view import ForceView

PERIOD = {"startDate": "start_date", "endDate": "end_date"}
#: What sums can be asked for, by kind and name.
_OF_SHIFT = {**PERIOD, "shiftId": "shift_id"}
ASKED: dict[tuple[str, str], Mapping[str, Any]] = {
    ("operation", "quantitySummary"): {},
    ("operation", "operatingStateSummary"): OPERATING_STATES.filters,
    ("workplace", "quantitySummary"): {**_OF_SHIFT, "materialNumber": "material_number"},
    ("workplace", "operatingStateSummary"): {**_OF_SHIFT, **OPERATING_STATES.filters},
}
NO_PLACE = "The operation is at no workplace."


# -- lists of what was recorded ---------------------------------------------------------------------------------------


def _phases(owner: Resource) -> Operation:
    """The stays in phases; those of an operation with the sums of them."""

    def run(view: ForceView, key: str) -> Any:
        found = elements_of(view, owner, key, "recordedOperationPhases", RECORDED_PHASE)
        figures: Body = {}
        if owner is OPERATION:
            operation = view.ask("GET", canonical(OPERATION, key)).data
            sums = view.ask("GET", canonical(OPERATION, key, "operatingStateSummary")).data
            figures = {
                "startDate": plain(operation["start_date"]),
                "endDate": plain(operation["end_date"]),
                "executionTime": sums["execution_time"],
                "setupPhaseDuration": sums["setup_time"],
                "processingPhaseDuration": sums["processing_time"],
            }
        return around(view, owner, key, found, [RECORDED_PHASE.told(item) for item in found.items], figures)

    return Operation(run=run, described=lambda: describe.elements(RECORDED_PHASE, owner))


# -- recording --------------------------------------------------------------------------------------------------------


def _record_state(owner: Resource) -> Operation:
    """``POST …/recordedOperatingStates/update``: what a workplace did or does, from a moment on; 204."""

    def run(view: ForceView, key: str) -> Any:
        row = view.ask("GET", canonical(owner, key)).data
        view.names = {"operating_state": "operatingStateId"}

        def body() -> Body:
            sent = view.sent if isinstance(view.sent, dict) else {}
            asking.check(view.request.query_params, ())
            place = row if owner is WORKPLACE else row["current_workplace"] or row["last_workplace"]
            if place is None:
                raise errors.ValidationProblem([errors.field_error("operationId", "invalid", NO_PLACE)])
            found: Body = {"workplace": {"id": place["id"]}}
            found |= {} if owner is WORKPLACE else {"operation": {"id": row["id"]}}
            found |= {name: sent[name] for name in ("remark",) if sent.get(name) is not None}
            found |= {source: zoned(sent[name]) for name, source in PERIOD.items() if sent.get(name) is not None}
            return found | _state_named(view, sent.get("operatingStateId"))

        view.ask("POST", RECORDED_STATE.entry.path, body=body)
        return view.nothing()

    return Operation(run=run, described=lambda: describe.recording(owner, ("operatingStateId", *PERIOD, "remark")))


def _state_named(view: ForceView, given: Any) -> Body:
    """The operating state by its id or its code."""
    if isinstance(given, str) and asking.key_of_code(given):
        return {"operating_state": view.id_of_code("masterData/operatingStates", "operating_states", given)}
    return {} if given is None else {"operating_state": given}


def _quality(view: ForceView, key: str) -> Any:
    """``POST /operations/{id}/qualityDetails``: a quantity with a detail of its quality, whose type follows."""
    row = view.ask("GET", canonical(OPERATION, key)).data
    view.names = RECORDED_QUANTITY.spoken | {"quality_type": "qualityDetailId"}

    def body() -> Body:
        sent = view.sent if isinstance(view.sent, dict) else {}
        asking.check(view.request.query_params, ["async"])
        names = ("quantity", "qualityDetailId", "workplaceId", "staffMemberId", "remark")
        found = RECORDED_QUANTITY.body({name: sent[name] for name in names if sent.get(name) is not None})
        if found.get("quality_detail") is None:
            detail = "This field is required."
            raise errors.ValidationProblem([errors.field_error("quality_detail", "required", detail)])
        detail_of = _detail(view, found["quality_detail"])
        return {**found, "operation": {"id": row["id"]}, "quality_type": detail_of["quality_type"]}

    view.ask("POST", RECORDED_QUANTITY.entry.path, body=body)
    return view.nothing()


def _detail(view: ForceView, given: Any) -> Body:
    if parse_key(given) is not None:
        try:
            found: Body = view.ask("GET", f"masterData/qualityDetails/{given}").data
        except errors.NotFoundProblem:
            pass
        else:
            return found
    missing = errors.field_error("quality_detail", "not_found", "There is no such quality detail.")
    raise errors.ValidationProblem([missing])


# -- sums -------------------------------------------------------------------------------------------------------------


def _asked(view: ForceView, names: Mapping[str, Any]) -> Body:
    """The canonical parameters among ``names``, or what functions make of them."""
    given = view.request.query_params
    asking.check(given, [*names, "limit", "offset"])
    found: Body = {}
    for name in names.keys() & given.keys():
        target = names[name]
        one = target(view, given[name]) if callable(target) else {target: zoned(given[name])}
        view.names.update(dict.fromkeys(one, name))
        found |= one
    return found


def _sums(view: ForceView, owner: Resource, key: str, name: str) -> Body:
    """The canonical sums of an operation or a workplace."""
    wanted = view.after(lambda: _asked(view, ASKED[owner.kind, name]))
    view.ask("GET", canonical(owner, key))
    found: Body = view.ask("GET", canonical(owner, key, name), query=wanted()).data
    return found


def _page(view: ForceView, elements: list[Body], figures: Body, embedded: Body | None = None, **links: Body) -> Any:
    """The elements that the query asks for, beside figures of all of them."""
    page = page_of(view.request.query_params, None)
    cut = elements[page.offset : page.offset + page.limit]
    return view.elements(Found(page, None, cut, len(elements), False), cut, figures, embedded, **links)


def told_below(view: ForceView, owner: Resource, properties: Body) -> Any:
    at = view.here
    links = {"self": link(at), owner.kind: link(at.rpartition("/")[0])} if view.hal else {}
    return view.told(view.teller.shape(properties, links))


def _around(view: ForceView, owner: Resource, figures: Body, elements: list[Body]) -> Any:
    return _page(view, elements, figures, None, **{owner.kind: link(view.here.rpartition("/")[0])})


def rows_of(view: ForceView, resource: Resource, ids: Iterable[Any]) -> dict[int, Body]:
    """Rows of a kind by id; one question for a hundred."""
    wanted, found = sorted({key for key in ids if key is not None}), {}
    names = ",".join(needed(resource))
    for start in range(0, len(wanted), 100):
        query = {"id": ",".join(map(str, wanted[start : start + 100])), "per_page": 100}
        data = view.ask("GET", resource.entry.path, query={**query, **({"include": names} if names else {})}).data
        found.update({item["id"]: item for item in data[resource.entry.plural]})
    return found


def by_place(view: ForceView, sums: Body) -> list[Body]:
    """The elements of a summary of quantities."""
    ids = [(one["workplace"] or {}).get("id") for one in sums["elements"]]
    places = rows_of(view, WORKPLACE, ids)
    return [
        {
            "workplaceId": hexed(places[key]["uuid"]) if key in places else None,
            "quantities": one["quantities"],
            "unconfirmedQuantities": dict.fromkeys(one["quantities"], 0),
            "totalQuantity": one["total_quantity"],
        }
        for key, one in zip(ids, sums["elements"], strict=True)
    ]


def by_state(view: ForceView, sums: Body) -> tuple[list[Body], list[Body]]:
    """The elements of a summary of operating states that the caller may know: as they are, as told."""
    rows = rows_of(view, OPERATING_STATES, (one["operating_state"]["id"] for one in sums["elements"]))
    kept = [one for one in sums["elements"] if one["operating_state"]["id"] in rows]
    told = [
        {
            "operatingState": OPERATING_STATES.told(rows[one["operating_state"]["id"]], STATE.split()),
            "duration": one["duration"],
            "frequency": one["frequency"],
        }
        for one in kept
    ]
    return kept, told


def _quantity_summary(owner: Resource) -> Operation:
    """``GET …/quantitySummary``."""

    def run(view: ForceView, key: str) -> Any:
        sums = _sums(view, owner, key, "quantitySummary")
        rate = sums["quality_rate"]
        further = _of_operation(view, key, sums) if owner is OPERATION else {"quantityBasedQualityRate": rate}
        told = {"totalQuantity": sums["total_quantity"], "qualityRate": rate, **further}
        return _around(view, owner, told, by_place(view, sums))

    return Operation(
        run=run, described=lambda: describe.sums(owner, "Quantities", ASKED[owner.kind, "quantitySummary"])
    )


def _of_operation(view: ForceView, key: str, sums: Body) -> Body:
    operation = view.ask("GET", canonical(OPERATION, key), query={"include": "material"}).data
    material = operation["material"]
    return {
        "performance": sums["performance"],
        "material": None if material is None else MATERIAL.told(material),
        "quantityUnit": plain(sums["quantity_unit"]),
        "targetTimePerUnit": sums["target_time_per_unit"],
        "timePerUnit": None if sums["time_per_unit"] is None else round(sums["time_per_unit"]),
        "productionTime": sums["production_time"],
    }


def _state_summary(owner: Resource) -> Operation:
    """``GET …/operatingStateSummary``."""

    def run(view: ForceView, key: str) -> Any:
        sums = _sums(view, owner, key, "operatingStateSummary")
        times = _OPERATION_TIMES if owner is OPERATION else _WORKPLACE_TIMES
        told = {name: sums[source] for name, source in times.items()}
        return _around(view, owner, told, by_state(view, sums)[1])

    asked = ASKED[owner.kind, "operatingStateSummary"]
    return Operation(run=run, described=lambda: describe.sums(owner, "Times of operating states", asked))


_OPERATION_TIMES = {
    "executionTime": "execution_time",
    "processingTime": "processing_time",
    "productionTime": "production_time",
    "setupTime": "setup_time",
    "processAvailability": "process_availability",
}
_WORKPLACE_TIMES = {
    "scheduledOperatingTime": "scheduled_operating_time",
    "productionTime": "production_time",
    "setupTime": "setup_time",
    "malfunctionTime": "malfunction_time",
    "maintenanceTime": "maintenance_time",
    "availability": "availability",
}


QUALITY: Operations = {
    "POST": Operation(
        run=_quality,
        described=lambda: describe.recording(
            OPERATION, ("quantity", "qualityDetailId", "workplaceId", "staffMemberId", "remark")
        ),
    )
}


def recorded(owner: Resource) -> dict[str, Operations]:
    """The paths below one operation or one workplace."""
    return {
        "recordedOperatingStates": {"GET": elements_below(owner, "recordedOperatingStates", RECORDED_STATE)},
        "recordedOperatingStates/update": {"POST": _record_state(owner)},
        "recordedOperationPhases": {"GET": _phases(owner)},
        "recordedOutputQuantities": {"GET": elements_below(owner, "recordedOutputQuantities", RECORDED_QUANTITY)},
        "quantitySummary": {"GET": _quantity_summary(owner)},
        "operatingStateSummary": {"GET": _state_summary(owner)},
    }
