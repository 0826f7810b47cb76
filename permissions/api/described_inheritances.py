"""How the table of what rights flow along is described in OpenAPI."""

from __future__ import annotations

from hub import access
from hub.openapi import answers, common, parameters
from hub.openapi.components import TEXT, Schema, several, thing
from hub.openapi.operations import Operation
from hub.openapi.shapes import Shapes


def inheritances(shapes: Shapes) -> tuple[str, Operation]:
    names: dict[str, Schema] = {"source": TEXT, "target": TEXT}
    along: Schema = {"type": "string", "enum": ["parent", "link"]}
    told = {**names, "along": along, "right": {"type": "string", "enum": list(access.LEVELS)}}
    links: Schema = {"_links": {"type": "object", "additionalProperties": common.link(shapes.parts)}}
    pages = {"pagination": common.pagination(shapes.parts)}
    plural = "permission_inheritances"
    inner = thing({plural: several(thing({**links, **told}, ["_links", *told]))}, [plural])
    hal = thing({**links, "_embedded": inner, **pages}, ["_links", "_embedded"])
    plain = thing({plural: several(thing({**told}, [*told])), **pages}, [plural])
    content = answers.content(shapes, hal, plain, forms=False)
    shown = ("Link", "X-Total-Count", "X-Per-Page", "X-Page", "ETag")
    headers = parameters.answer_headers(shapes.parts, *shown)
    return "Permissions", Operation(
        id="list_permission_inheritances",
        summary="From which kinds rights flow to which, along what, and up to which right",
        parameters=[
            parameters.own("source", "Only what flows from this kind.", TEXT),
            parameters.own("target", "Only what flows to this kind.", TEXT),
            *(parameters.query(shapes.parts, name) for name in ("page", "per_page")),
        ],
        headers=("If-None-Match",),
        answers={
            "200": {"description": "The table.", "headers": headers, "content": content},
            "304": answers.UNCHANGED,
        },
        refusals=(400,),
    )


INHERITANCES = {"inheritances": inheritances}
