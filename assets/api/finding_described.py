"""How looking for things is described in OpenAPI."""

from __future__ import annotations

from hub.openapi import answers, common, parameters
from hub.openapi.components import NUMBER, TEXT, Schema, nullable, several, thing
from hub.openapi.operations import Operation
from hub.openapi.shapes import Shapes

SCOPE: Schema = {"type": "array", "items": {"type": "string", "enum": ["assets", "instrumentations", "nodes"]}}
FLAG: Schema = {"type": "boolean"}
KEY = "Only the keys that are like this; a star stands for any text."


def search_all(shapes: Shapes) -> tuple[str, Operation]:
    told: dict[str, Schema] = {"id": NUMBER, "uuid": {"type": "string", "format": "uuid"}, "type": TEXT, "title": TEXT}
    told["description"] = nullable(TEXT)
    links: Schema = {"_links": {"type": "object", "additionalProperties": common.link(shapes.parts)}}
    pages = {"pagination": common.pagination(shapes.parts)}
    inner = thing({"results": several(thing({**links, **told}, ["_links"]))})
    hal = thing({**links, "_embedded": inner, **pages}, ["_links"])
    plain = thing({"results": several(thing({**told, "href": TEXT})), **pages}, ["results"])
    q = parameters.own("q", "The text, with stars or anywhere in a name.", {**TEXT, "minLength": 1, "maxLength": 200})
    asked = [
        {**q, "required": True},
        {**parameters.own("scope", "Only these collections.", SCOPE), "explode": False},
        parameters.own("node_id", "Only what stands at this node or below it.", TEXT),
        parameters.own("manufacturer_id", "Only assets of these manufacturers.", TEXT),
        parameters.own("product_category_id", "Only assets whose product is in these categories.", TEXT),
        parameters.own("product_status_id", "Only assets whose product has one of these statuses.", TEXT),
    ]
    names = ("Link", "X-Total-Count", "X-Per-Page", "X-Page", "ETag")
    headers = parameters.answer_headers(shapes.parts, *names)
    content = answers.content(shapes, hal, plain, forms=False)
    return "Assets", Operation(
        id="search_plant",
        summary="Assets, instrumentations and nodes by a text in a name or in a specification that people see",
        parameters=[*asked, *(parameters.query(shapes.parts, name) for name in ("page", "per_page"))],
        headers=("If-None-Match",),
        answers={
            "200": {"description": "What is found.", "headers": headers, "content": content},
            "304": answers.UNCHANGED,
        },
        refusals=(400,),
    )


def keys(shapes: Shapes) -> tuple[str, Operation]:
    kind = shapes.auto.path.strip("/").split("/")[-2]
    told = {"specification_keys": several(TEXT)}
    links: Schema = {"_links": {"type": "object", "additionalProperties": common.link(shapes.parts)}}
    content = answers.content(
        shapes, thing({**links, **told}, ["_links", *told]), thing({**told}, [*told]), forms=False
    )
    headers = parameters.answer_headers(shapes.parts, "ETag")
    return "Specifications", Operation(
        id=f"list_specification_keys_of_{kind}s",
        summary=f"The keys in the specifications of {kind}s",
        parameters=[
            parameters.own("key", KEY, TEXT),
            parameters.own("ui_visible", "Only those that people see somewhere, or only others.", FLAG),
        ],
        headers=("If-None-Match",),
        answers={
            "200": {"description": "The keys.", "headers": headers, "content": content},
            "304": answers.UNCHANGED,
        },
        refusals=(400,),
    )


SEARCH = {"search_all": search_all}
KEYS = {"keys": keys}
