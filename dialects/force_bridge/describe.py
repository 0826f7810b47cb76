"""What the document of the dialect says: schemas out of the tables, one description for each kind of operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from rest_framework import serializers

from dialects.describing import Description, Schema
from hub.fields import number, timestamp

from .paging import MOMENTS, NEXT, PREVIOUS
from .resource import Resource, all_resources

TEXT: Schema = {"type": ["string", "null"]}
ID: Schema = {"type": "string", "description": "32 hex digits, or the word of a state."}
WHOLE: Schema = {"type": "integer"}
MOMENT: Schema = {"type": ["string", "null"], "format": "date-time"}
AMOUNT: Schema = {"type": ["number", "null"]}
ANYTHING: Schema = {}
KINDS: tuple[tuple[type[Any], Schema], ...] = (
    (timestamp.TimestampField, MOMENT),
    (serializers.BooleanField, {"type": "boolean"}),
    (number.IntegerField, {"type": ["integer", "null"]}),
    (number.FloatField, {"type": ["number", "null"]}),
    (serializers.CharField, TEXT),
)
ASYNC: Mapping[str, Schema] = {"async": {"type": "boolean"}}


def components() -> dict[str, Schema]:
    """The named schemas: links, pagination, and each resource with what a body of it may hold."""
    found: dict[str, Schema] = {
        "Link": {
            "type": "object",
            "properties": {
                "method": {"type": "string", "enum": ["GET", "POST", "PUT", "DELETE"]},
                "href": {"type": "string", "format": "uri"},
                "embeddable": {"type": "boolean"},
                "name": {"type": "string"},
                "title": {"type": "string"},
            },
            "required": ["method", "href", "embeddable"],
        },
        "Pagination": {
            "type": "object",
            "properties": {
                "offset": {"type": ["integer", "null"]},
                **dict.fromkeys(("limit", "count", "total"), WHOLE),
                **{name: {"type": ["object", "null"]} for name in ("firstIdentifier", "lastIdentifier")},
            },
            "required": ["offset", "limit", "count", "total", "firstIdentifier", "lastIdentifier"],
        },
    }
    for resource in all_resources():
        found[resource.name] = single(properties(resource))
        found[f"{resource.name}Body"] = {"type": "object", "properties": taken(resource)}
    return found


def links() -> Schema:
    one = {"$ref": "#/components/schemas/Link"}
    return {"type": "object", "additionalProperties": {"anyOf": [one, {"type": "array", "items": one}]}}


def single(inside: Mapping[str, Schema]) -> Schema:
    """One resource; in plain JSON it has no links."""
    members = {
        "properties": {"type": "object", "properties": dict(inside), "required": list(inside)},
        "_links": links(),
        "_embedded": {"type": "object"},
    }
    return {"type": "object", "properties": members, "required": ["properties"]}


def properties(resource: Resource) -> dict[str, Schema]:
    """The properties of a resource by name."""
    return {name: _schema(resource, name) for name in resource.names}


def taken(resource: Resource) -> dict[str, Schema]:
    """The members that a body may have."""
    told = {*resource.made, "id"} | {name for name in resource.names if resource.source(name) in resource.entry.added}
    names = [name for name in resource.names if name not in told]
    return {
        name: ANYTHING if name in resource.taken else _schema(resource, name)
        for name in dict.fromkeys([*names, *resource.given.split(), *resource.taken])
    }


def _schema(resource: Resource, name: str) -> Schema:
    if name == "id":
        return ID
    if name in resource.made:
        return TEXT if name.endswith("Id") or "escription" in name else ANYTHING
    source = resource.source(name)
    field = resource.fields.get(source, resource.entry.added.get(source))
    return next((schema for kind, schema in KINDS if isinstance(field, kind)), TEXT)


def collection(resource: Resource) -> Schema:
    """A page of resources."""
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{resource.name}"}}
    inside = {"type": "object", "properties": {resource.key: items}, "required": [resource.key]}
    pagination = {"$ref": "#/components/schemas/Pagination"}
    members = {"pagination": pagination, "_embedded": inside, "_links": links()}
    return {"type": "object", "properties": members, "required": ["pagination", "_embedded"]}


def paged(resource: Resource) -> dict[str, Schema]:
    """The parameters that choose a page."""
    limit = {"limit": {"type": "integer", "minimum": 1, "maximum": 100, "default": 100}}
    if resource.timeline is None:
        return {**limit, "offset": {"type": "integer", "minimum": 0, "default": 0}}
    direction, since, identifier = MOMENTS
    return {
        **limit,
        direction: {"type": "string", "enum": [NEXT, PREVIOUS], "default": NEXT},
        since: {"type": "string", "format": "date-time"},
        identifier: {"type": "string"},
    }


def embed(resource: Resource) -> dict[str, Schema]:
    """The parameter ``embed``, where there is something."""
    if not resource.embeds:
        return {}
    text = f"Separated by commas or given several times: {', '.join(sorted(resource.embeds))}."
    return {"embed": {"type": "string", "description": text}}


def _words(name: str) -> str:
    text = "".join(f" {letter.lower()}" if letter.isupper() else letter for letter in name)
    return text[:1].upper() + text[1:]


def _title(resource: Resource, owner: Resource | None = None) -> str:
    return f"{_words(resource.name)} of {_words(owner.name).lower()}" if owner else _words(resource.name)


# -- one for each kind of operation -----------------------------------------------------------------------------------


def listing(resource: Resource, title: str = "", flags: Iterable[str] = ()) -> Description:
    asked: dict[str, Schema] = {name: {"type": "string"} for name in resource.filters}
    asked |= {name: {"type": "boolean"} for name in flags}
    return Description(
        summary=title or f"{_title(resource)}, page by page",
        tag=resource.tag,
        query={**asked, **paged(resource), **embed(resource)},
        gives=collection(resource),
    )


def searching(resource: Resource) -> Description:
    one = {"type": ["string", "integer", "boolean"]}
    several = {"anyOf": [one, {"type": "array", "items": one, "maxItems": 10_000}]}
    return Description(
        summary=f"{_title(resource)} by lists of filters; takes the scope read",
        tag=resource.tag,
        query={**paged(resource), **embed(resource)},
        takes={"type": "object", "properties": dict.fromkeys(resource.searched, several)},
        gives=collection(resource),
    )


def elements(resource: Resource, owner: Resource) -> Description:
    inside = {"elements": {"type": "array", "items": {"type": "object", "properties": properties(resource)}}}
    whole = single(inside)
    whole["properties"]["pagination"] = {"$ref": "#/components/schemas/Pagination"}
    asked = {name: {"type": "string"} for name in resource.filters}
    query = {**asked, **paged(resource), **embed(resource)}
    return Description(summary=_title(resource, owner), tag=owner.tag, query=query, gives=whole)


def reading(resource: Resource, owner: Resource | None = None) -> Description:
    return Description(
        summary=f"{_title(resource, owner)}: one",
        tag=(owner or resource).tag,
        query=embed(resource),
        gives={"$ref": f"#/components/schemas/{resource.name}"},
    )


def creating(resource: Resource, status: int, **elements: Resource) -> Description:
    """``elements`` are lists of others that the body may have."""
    body: Schema = {"$ref": f"#/components/schemas/{resource.name}Body"}
    lists = {
        name: {"type": "array", "items": {"$ref": f"#/components/schemas/{one.name}Body"}}
        for name, one in elements.items()
    }
    return Description(
        summary=f"{_title(resource)}: make one",
        tag=resource.tag,
        takes={"allOf": [body, {"type": "object", "properties": lists}]} if lists else body,
        gives={"$ref": f"#/components/schemas/{resource.name}"},
        status=status,
    )


def replacing(resource: Resource, owner: Resource | None = None) -> Description:
    return Description(
        summary=f"{_title(resource, owner)}: replace, or make where there is none",
        tag=(owner or resource).tag,
        takes={"$ref": f"#/components/schemas/{resource.name}Body"},
        gives={"$ref": f"#/components/schemas/{resource.name}"},
    )


def entering(resource: Resource, members: Mapping[str, str]) -> Description:
    body = {"type": "object", "properties": {name: {"type": "string"} for name in members}}
    return Description(
        summary=f"{_title(resource)}: bring one into a state; the legal ones are links",
        tag=resource.tag,
        query=ASYNC,
        takes=body if members else None,
        gives={"$ref": f"#/components/schemas/{resource.name}"},
    )


def done(resource: Resource, what: str, owner: Resource | None = None) -> Description:
    return Description(summary=f"{_title(resource, owner)}: {what.lower()}", tag=(owner or resource).tag, status=204)


def literal(resource: Resource, relation: str) -> Description:
    inside = {"id": ID, "translations": {"type": "array", "items": {"type": "object"}}}
    return Description(summary=f"{_words(relation)} of one of {resource.name}", tag=resource.tag, gives=single(inside))


def bulk(name: str, resource: str, tag: str) -> Description:
    """Many at once."""
    items = {"type": "array", "items": {"$ref": f"#/components/schemas/{resource}Body"}, "maxItems": 5000}
    return Description(
        summary="Many in one transaction, all or nothing",
        tag=tag,
        takes={"type": "object", "properties": {name: items}, "required": [name]},
        status=204,
    )


def figures(summary: str, tag: str, query: Mapping[str, Schema], required: tuple[str, ...] = ()) -> Description:
    """What is computed."""
    return Description(summary=summary, tag=tag, query=query, required=frozenset(required), gives=single({}))


def of_shift(what: str, status: int) -> Description:
    """The assignment of one shift, as the only element of a list."""
    body = {"$ref": "#/components/schemas/staffPlanningResultBody"}
    elements = {"elements": {"type": "array", "items": body, "minItems": 1, "maxItems": 1}}
    return Description(
        summary=what,
        tag="Staff members",
        takes={"type": "object", "properties": elements} if what.startswith("Replace") else None,
        gives=single(elements) if status == 200 else None,
        status=status,
    )


def sums(owner: Resource, what: str, asked: Iterable[str] = ()) -> Description:
    """What is summed up of what was recorded."""
    query = {**{name: {"type": "string"} for name in asked}, "limit": WHOLE, "offset": WHOLE}
    return figures(f"{what} of {_words(owner.name).lower()}", owner.tag, query)


def recording(owner: Resource, members: tuple[str, ...]) -> Description:
    """Something that was done or made."""
    body = {"type": "object", "properties": dict.fromkeys(members, ANYTHING)}
    return Description(summary=f"Record at {_words(owner.name).lower()}", tag=owner.tag, takes=body, status=204)


def dates(summary: str, *, takes: bool = False) -> Description:
    """The dates of an order."""
    one = {"operationId": ID, "scheduledDates": {"$ref": "#/components/schemas/scheduledDatesBody"}}
    elements = {"type": "array", "items": {"type": "object", "properties": one}}
    told = {"scheduledStartDate": MOMENT, "scheduledEndDate": MOMENT, "elements": elements}
    return Description(
        summary=summary,
        tag="Production orders",
        query={} if takes else {"limit": WHOLE, "offset": WHOLE},
        takes={"type": "object", "properties": told} if takes else None,
        gives=single(told),
    )


def fields(resource: Resource, owner: Resource) -> Description:
    """The user fields of one thing."""
    one = {"type": "object", "properties": {"position": WHOLE, "value": {"type": "string"}}}
    whole = single({"elements": {"type": "array", "items": one}})
    whole["properties"]["pagination"] = {"$ref": "#/components/schemas/Pagination"}
    query = {"limit": WHOLE, "offset": WHOLE}
    return Description(summary=_title(resource, owner), tag=owner.tag, query=query, gives=whole)


def sequence(asked: Iterable[str]) -> Description:
    """The operations of an order, each with those before and after it."""
    times = ("targetQueueTime", "minimumSendAheadQuantity", "minimumOffsetTime", "minimumOverlapTime")
    sides = {"predecessors": times, "successors": ("targetWaitTime", "targetMoveTime")}
    one: dict[str, Schema] = {"operation": {"type": "object"}}
    for side, names in sides.items():
        members = {"operationId": ID, **dict.fromkeys(names, AMOUNT)}
        one[side] = {"type": "array", "items": {"type": "object", "properties": members}}
    inside = {"elements": {"type": "array", "items": {"type": "object", "properties": one}}}
    whole = single(inside)
    whole["properties"]["pagination"] = {"$ref": "#/components/schemas/Pagination"}
    return Description(
        summary="The operations of an order in their sequence",
        tag="Production orders",
        query={**{name: {"type": "string"} for name in asked}, "limit": WHOLE, "offset": WHOLE},
        gives=whole,
    )
