"""How the scheduled dates of a production order are described in OpenAPI."""

from __future__ import annotations

from hub.openapi import answers, common, parameters
from hub.openapi.components import MOMENT, Schema, nullable, several, thing
from hub.openapi.operations import CHANGING, READING, Operation
from hub.openapi.parameters import answer_headers
from hub.openapi.shapes import Shapes
from operations.rules import order_dates as rules

TAG = "Production orders"


def _dates(names: tuple[str, ...]) -> dict[str, Schema]:
    return dict.fromkeys(names, nullable(MOMENT))


def _answer(shapes: Shapes) -> Schema:
    element = thing({"operation": common.reference(shapes.parts), **_dates(rules.DATES)}, ["operation"])
    told = {**_dates(rules.OWN), "elements": several(element), "pagination": common.pagination(shapes.parts)}
    hal = thing({"_links": common.collection_links(shapes.parts), **told}, ["_links", *told])
    return {
        "description": "The dates of the order, and of its operations page by page.",
        "headers": answer_headers(shapes.parts, "ETag", "Link", "X-Total-Count", "X-Per-Page", "X-Page"),
        "content": answers.content(shapes, hal, thing(told, list(told)), forms=False),
    }


def dates(shapes: Shapes) -> tuple[str, Operation]:
    return TAG, Operation(
        id="get_scheduled_dates_of_production_order",
        summary="The scheduled dates of a production order and of its operations",
        parameters=[parameters.query(shapes.parts, name) for name in ("page", "per_page")],
        headers=("If-None-Match",),
        answers={"200": _answer(shapes), "304": answers.UNCHANGED},
        refusals=READING,
    )


def replace(shapes: Shapes) -> tuple[str, Operation]:
    named = {"operation": common.reference_input(shapes.parts), "version": {"type": "integer"}}
    element = thing({**named, **_dates(rules.DATES)}, ["operation"])
    body = thing({**_dates(rules.OWN), "elements": several(element, maxItems=5000)})
    return TAG, Operation(
        id="replace_scheduled_dates_of_production_order",
        summary="Write the dates of a production order and of the operations that are named, all or none",
        takes="Takes the right update on the order and on each operation, and the role engineer.",
        headers=("If-Match",),
        body=answers.body(shapes, "ProductionOrderDatesInput", body),
        answers={"200": _answer(shapes)},
        refusals=CHANGING,
    )


OPERATIONS = {"dates": dates, "replace": replace}
