"""How values are described in OpenAPI."""

from __future__ import annotations

from collections.abc import Callable

from hub.openapi import answers, common, parameters
from hub.openapi.components import BODY, MOMENT, NUMBER, TEXT, Schema, nullable, several, thing
from hub.openapi.operations import Operation
from hub.openapi.shapes import Shapes
from telemetry.api import questions
from telemetry.rules.bodies import LONGEST_KEY, MOST_VALUES, STATUSES

TAG = "Assets"
FLOAT: Schema = {"type": "number", "format": "double"}
FLAG: Schema = {"type": "boolean"}
STATUS: Schema = {"type": "string", "enum": list(STATUSES)}
POINT: dict[str, Schema] = {"timestamp": MOMENT, "value": FLOAT, "status": STATUS, "simulated": FLAG, "hold": FLAG}


def _own(asked: dict[str, tuple[str, Schema]]) -> list[Schema]:
    return [parameters.own(name, text, schema) for name, (text, schema) in asked.items()]


def _reference(shapes: Shapes) -> Schema:
    return common.reference(shapes.parts)


def latest(shapes: Shapes) -> tuple[str, Operation]:
    told = {"key": TEXT, "group": TEXT, **POINT}
    links = {"_links": {"type": "object", "additionalProperties": common.link(shapes.parts)}}
    refer = {name: _reference(shapes) for name in ("unit", "series")}
    pages = {"pagination": common.pagination(shapes.parts)}
    hal = thing({**links, "_embedded": thing({"values": several(thing({**links, **told}))}), **pages}, ["_links"])
    plain = thing({"values": several(thing({**told, **refer, "href": TEXT})), **pages}, ["values"])
    return TAG, Operation(
        id="list_latest_values",
        summary="The latest value of each key of an asset",
        parameters=[*(parameters.query(shapes.parts, name) for name in ("page", "per_page")), *_own(questions.LATEST)],
        headers=("If-None-Match",),
        answers={"200": _answer(shapes, "The latest values.", hal, plain), "304": answers.UNCHANGED},
        refusals=(400, 404),
    )


def latest_values(shapes: Shapes) -> tuple[str, Operation]:
    told = {"key": TEXT, "group": TEXT, **POINT}
    links = {"_links": {"type": "object", "additionalProperties": common.link(shapes.parts)}}
    refer = {name: _reference(shapes) for name in ("unit", "series", "asset")}
    pages = {"pagination": common.pagination(shapes.parts)}
    hal = thing({**links, "_embedded": thing({"values": several(thing({**links, **told}))}), **pages}, ["_links"])
    plain = thing({"values": several(thing({**told, **refer, "href": TEXT})), **pages}, ["values"])
    sizes = {name: questions.NUMBERS[name] for name in ("page", "per_page")}
    asset = ("Only those of these assets; a comma between several.", TEXT)
    return TAG, Operation(
        id="list_latest_values_of_assets",
        summary="The latest value of each key of many assets",
        parameters=_own({**sizes, "asset_id": asset, **questions.LATEST}),
        headers=("If-None-Match",),
        answers={"200": _answer(shapes, "The latest values.", hal, plain), "304": answers.UNCHANGED},
        refusals=(400,),
    )


def over_time(shapes: Shapes) -> tuple[str, Operation]:
    old = thing({**POINT, "received_at": MOMENT, "replaced_at": MOMENT})
    datum = thing({**POINT, "count": NUMBER, "received_at": MOMENT, "revisions": several(old)}, ["timestamp", "value"])
    told: dict[str, Schema] = {"key": TEXT, "group": TEXT, "latest": nullable(thing(dict(POINT)))}
    told |= {name: nullable(FLOAT) for name in ("min", "max", "mean")}
    told |= {"data": several(datum), "pagination": common.pagination(shapes.parts)}
    links = {"_links": {"type": "object", "additionalProperties": common.link(shapes.parts)}}
    plain = thing({**told, **{name: _reference(shapes) for name in ("unit", "series")}}, ["key", "unit", "data"])
    return TAG, Operation(
        id="get_values",
        summary="The values of a key over time, or put together by intervals",
        parameters=_own({**questions.WINDOW, **questions.NUMBERS}),
        headers=("If-None-Match",),
        answers={
            "200": _answer(shapes, "The values.", thing({**links, **told}, ["_links", "data"]), plain),
            "304": answers.UNCHANGED,
        },
        refusals=(400, 404),
    )


def _answer(shapes: Shapes, text: str, hal: Schema, plain: Schema) -> Schema:
    names = ("Link", "X-Total-Count", "X-Per-Page", "X-Page", "ETag")
    headers = parameters.answer_headers(shapes.parts, *names)
    return {"description": text, "headers": headers, "content": answers.content(shapes, hal, plain, forms=False)}


def take_in(shapes: Shapes) -> tuple[str, Operation]:
    unit = {"anyOf": [common.reference_input(shapes.parts), thing({"code": TEXT}, ["code"]), {"type": "null"}]}
    point = thing(
        {**POINT, "timestamp": {**nullable(MOMENT), "description": "Without one it is now."}},
        ["value"],
        additionalProperties=False,
    )
    name: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY}
    members: dict[str, Schema] = {
        "key": name,
        "group": {"type": ["string", "null"], "maxLength": LONGEST_KEY},
        "unit": {**unit, "description": "Without one it is that of the series, or none at first."},
        "data": several(point, minItems=1),
    }
    values = several(thing(members, ["key", "data"], additionalProperties=False), minItems=1)
    body = thing({"values": values}, ["values"], description=f"At most {MOST_VALUES:,} values at once.")
    content = {kind: {"schema": body} for kind in answers.SENT}
    return TAG, Operation(
        id="store_values",
        summary="Store values of an asset, all or nothing; the same again changes nothing, another one is a revision",
        takes="Takes the right update and the role engineer.",
        headers=("Idempotency-Key",),
        body=shapes.parts.ref("Values", lambda: {"required": True, "content": content}, BODY),
        answers={"204": answers.DONE},
        refusals=(400, 404, 413, 415, 422),
    )


def remove(shapes: Shapes) -> tuple[str, Operation]:
    one = shapes.auto.path.endswith("{name}")
    return TAG, Operation(
        id="remove_values_of_key" if one else "remove_values",
        summary="Remove the values of a key up to a moment" if one else "Remove the values of all keys up to a moment",
        takes="Takes the right delete and the role engineer.",
        parameters=[{**one, "required": one["name"] == "to"} for one in _own(questions.SPAN)],
        answers={"204": answers.DONE},
        refusals=(400, 404),
    )


OPERATIONS: dict[str, Callable[[Shapes], tuple[str, Operation]]] = {
    function.__name__: function for function in (latest, over_time, take_in, remove)
}
LATEST = {"latest_values": latest_values}
