"""How the sequence of a production order is described in OpenAPI."""

from __future__ import annotations

from hub import registry
from hub.openapi import answers, common, parameters
from hub.openapi.components import ID, NUMBER, Schema, nullable, several, thing
from hub.openapi.operations import READING, Operation
from hub.openapi.parameters import answer_headers
from hub.openapi.shapes import Shapes
from operations.rules.operation_sequence import AFTER, BEFORE

TAG = "Production orders"


def _steps(shapes: Shapes, names: tuple[str, ...]) -> Schema:
    amount: Schema = {"type": ["number", "null"]}
    values = {name: amount if name.endswith("quantity") else nullable(NUMBER) for name in names}
    dependency = nullable(thing({"id": ID, "href": {"type": "string"}}, ["id", "href"]))
    return several(thing({"operation": common.reference(shapes.parts), "dependency": dependency, **values}))


def sequence(shapes: Shapes) -> tuple[str, Operation]:
    operations = registry.get("operation")
    more = thing({"predecessors": _steps(shapes, BEFORE), "successors": _steps(shapes, AFTER)})
    hal = several({"allOf": [shapes.hal(operations), more]})
    plain = several({"allOf": [shapes.plain(operations), more]})
    pages = {"pagination": common.pagination(shapes.parts)}
    links = {"_links": common.collection_links(shapes.parts)}
    whole = thing({**links, "_embedded": thing({operations.plural: hal}), **pages}, ["_links", "_embedded"])
    names = ("Link", "X-Total-Count", "X-Per-Page", "X-Page", "ETag")
    answer = {
        "description": "The operations in their order, each with those before and after it.",
        "headers": answer_headers(shapes.parts, *names),
        "content": answers.content(shapes, whole, thing({operations.plural: plain, **pages}), forms=False),
    }
    return TAG, Operation(
        id="get_operation_sequence_of_production_order",
        summary="The operations of a production order in their sequence, by dependencies or sequence numbers",
        parameters=[
            *(parameters.query(shapes.parts, name) for name in ("page", "per_page")),
            *parameters.include(shapes.parts, operations),
            *parameters.filtering(shapes.parts, operations),
        ],
        headers=("If-None-Match",),
        answers={"200": answer, "304": answers.UNCHANGED},
        refusals=READING,
    )


OPERATIONS = {"sequence_of_order": sequence}
