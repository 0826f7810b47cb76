"""What is made at the moment, and the free fields of operations and workplaces."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation

from . import asking, describe
from .operations import Operations, canonical
from .paging import Found, page_of
from .records import told_below
from .resource import Resource
from .tables.operations import OPERATION
from .tables.operations import WORKPLACE as PLACE
from .tables.workplaces import WORKPLACE
from .telling import link
from .values import camel
from .view import ForceView

TEXT = {"type": "string"}


def _production(view: ForceView, key: str) -> Any:
    """``GET /operations/{id}/currentProductionData``: the parameter may be repeated or hold several."""
    name = "additionalOperationTime"
    given = view.request.query_params.getlist(name)
    once = view.request.query_params.copy()
    if given:
        once[name] = ",".join(given)
    wanted = view.after(lambda: asking.check(once, [name]))
    operation = view.ask("GET", canonical(OPERATION, key), query={"include": "current_workplace"}).data
    wanted()
    view.names = {"additional_operation_time": name}
    query = {"additional_operation_time": once[name]} if given else {}
    found = view.ask("GET", canonical(OPERATION, key, "currentProductionData"), query=query).data
    place = operation["current_workplace"]
    told = {
        "workplace": None if place is None else WORKPLACE.told(place, PLACE.split()),
        "strokes": found["strokes"],
        "operationPhaseId": found["phase"],
        "operationTimes": [{**one, "name": camel(one["name"])} for one in found["operation_times"]],
    }
    return told_below(view, OPERATION, told)


PRODUCTION: Operations = {
    "GET": Operation(
        run=_production,
        described=lambda: describe.figures(
            "Where an operation is, in which phase, and how long it took so far",
            OPERATION.tag,
            {"additionalOperationTime": {"type": "array", "items": TEXT}},
        ),
    )
}


def fields_of(owner: Resource, resource: Resource) -> Operations:
    """``GET {resource}/{id}/userFields``: the free texts of a plant's own, page by page."""

    def run(view: ForceView, key: str) -> Any:
        wanted = view.after(lambda: asking.check(view.request.query_params, ["limit", "offset", "embed"]))
        item = view.ask("GET", canonical(owner, key, "userFields")).data
        wanted()
        asking.embedded(resource, view.request.query_params)
        page = page_of(view.request.query_params, None)
        fields = resource.told(item)["elements"]
        shown = fields[page.offset : page.offset + page.limit]
        around = {owner.kind: link(view.here.rpartition("/")[0])}
        return view.elements(Found(page, None, shown, len(fields), False), shown, **around)

    return {"GET": Operation(run=run, described=lambda: describe.fields(resource, owner))}
