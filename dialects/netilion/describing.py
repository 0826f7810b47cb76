"""What the dialect's document says of its operations and resources, read from the same tables that serve them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from rest_framework import serializers

from dialects.describing import About, Description, Routes, Schema
from hub.fields.partial_date import PartialDateSerializerField
from hub.fields.timestamp import TimestampField
from hub.hal.reference import reference_fields

from .resource import GIVEN, MOUNT, Resource, of_kind, resources

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer", "format": "int64"}
FLAG: Schema = {"type": "boolean"}
FLOAT: Schema = {"type": "number", "format": "double"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
ANY: Schema = {}
REFERENCE: Schema = {"type": "object", "properties": {"id": NUMBER, "href": TEXT}, "required": ["id"]}
KINDS: tuple[tuple[type[Any], Schema], ...] = (
    (PartialDateSerializerField, {**TEXT, "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"}),
    (TimestampField, MOMENT),
    (serializers.DateField, {**TEXT, "format": "date"}),
    (serializers.BooleanField, FLAG),
    (serializers.IntegerField, NUMBER),
    (serializers.FloatField, FLOAT),
    (serializers.ListField, {"type": "array", "items": ANY}),
    (serializers.CharField, TEXT),
)
PAGES: dict[str, Schema] = {
    "page": {"type": "integer", "minimum": 1, "default": 1},
    "per_page": {"type": "integer", "minimum": 1, "default": 25, "description": "More than 100 is 100."},
    "include_total_count": {**FLAG, "default": True},
}


def ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def name_of(resource: Resource) -> str:
    """``HealthCondition``; a second resource of a kind is called by its path."""
    text = resource.kind if of_kind(resource.kind) is resource else resource.path.rstrip("s")
    return "".join(part.capitalize() for part in text.replace("/", "_").split("_"))


# -- resources ---------------------------------------------------------------------------------------------------------


def _member(resource: Resource, name: str) -> Schema:
    source = resource.source(name)
    if source in resource.references and name not in resource.made:
        return {"anyOf": [ref("Reference"), {"type": "null"}]}
    if name == "id":
        return NUMBER
    if name in resource.made:
        return ANY
    field = resource.entry.serializer().fields.get(source)
    return _value(field) if field is not None else ANY


def _value(field: Any) -> Schema:
    choices = getattr(field, "choices", None)
    found = next((schema for kind, schema in KINDS if isinstance(field, kind)), ANY)
    if choices and not isinstance(field, serializers.ListField):
        found = {**TEXT, "enum": [str(choice) for choice in choices]}
    kind = found.get("type")
    if getattr(field, "allow_null", False) and kind and "enum" not in found:
        return {**found, "type": [kind, "null"]}
    return found


def shown(resource: Resource) -> Schema:
    """One whole."""
    members = {name: _member(resource, name) for name in resource.names}
    if resource.links:
        link = {"type": "object", "properties": {"href": TEXT}, "required": ["href"]}
        members["links"] = {"type": "object", "properties": dict.fromkeys(resource.linked, link)}
    return {"type": "object", "properties": members, "required": ["id"]}


def sent(resource: Resource, *, new: bool) -> Schema:
    """What makes or changes one."""
    known = {**resource.entry.serializer().fields, **reference_fields(resource.entry.serializer())}
    members: dict[str, Schema] = {}
    for name in resource.names:
        source = resource.source(name)
        field = known.get(source)
        if name in GIVEN or name in resource.made or field is None or field.read_only:
            continue
        members[name] = ref("Reference") if source in resource.references else _value(field)
    members |= dict.fromkeys((*resource.taken, *resource.listed.split()), ANY)
    needed = [
        name
        for name in members
        if (field := known.get(resource.source(name))) is not None
        if field.required and resource.source(name) not in resource.defaults and name not in resource.taken
    ]
    found: Schema = {"type": "object", "properties": members}
    return {**found, "required": needed} if new and needed and resource.completed is None else found


def page(resource: Resource) -> Schema:
    members = {resource.plural: {"type": "array", "items": ref(name_of(resource))}, "pagination": ref("Pagination")}
    return {"type": "object", "properties": members, "required": [resource.plural, "pagination"]}


# -- operations --------------------------------------------------------------------------------------------------------


def asked(resource: Resource) -> dict[str, Schema]:
    """The parameters of a list."""
    filters = dict.fromkeys((*resource.filters.split(), *resource.asked), TEXT)
    return {**filters, **PAGES, "order_by": TEXT, **included(resource)}


def included(resource: Resource) -> dict[str, Schema]:
    names = {canonical: name for name, canonical in {**resource.sources, **resource.includes}.items()}
    known = ", ".join(sorted(names.get(name, name) for name in resource.relations))
    return {"include": {**TEXT, "description": f"Some of {known}."}} if known else {}


def _words(resource: Resource) -> str:
    return resource.plural.replace("_", " ")


def _one(resource: Resource) -> str:
    return resource.kind.replace("_", " ")


Told = Callable[[], Description]


def many(resource: Resource, of: Resource | None = None) -> Told:
    place = f" of one {_one(of)}" if of is not None else ""
    return lambda: Description(
        summary=f"A page of {_words(resource)}{place}",
        tag=_tag(of or resource),
        query=asked(resource),
        gives=page(resource),
    )


def searched(resource: Resource) -> Told:
    members = dict.fromkeys((*resource.filters.split(), *resource.asked), ANY)
    return lambda: Description(
        summary=f"A page of {_words(resource)}, asked for with a body in place of the query",
        tag=_tag(resource),
        query={**PAGES, "order_by": TEXT, **included(resource)},
        takes={"type": "object", "properties": members},
        gives=page(resource),
    )


def made(resource: Resource) -> Told:
    return lambda: Description(
        summary=f"Make a new {_one(resource)}",
        tag=_tag(resource),
        takes=sent(resource, new=True),
        gives=ref(name_of(resource)),
        status=201,
    )


def one(resource: Resource, of: Resource | None = None) -> Told:
    place = f" of one {_one(of)}" if of is not None else ""
    return lambda: Description(
        summary=f"One {_one(resource)}{place}",
        tag=_tag(of or resource),
        query=included(resource),
        gives=ref(name_of(resource)),
    )


def changed(resource: Resource) -> Told:
    return lambda: Description(
        summary=f"Change the members given of one {_one(resource)}",
        tag=_tag(resource),
        takes=sent(resource, new=False),
        status=204,
    )


def changed_whole(resource: Resource) -> Told:
    """The few changes that answer the whole."""
    return lambda: replace(changed(resource)(), gives=ref(name_of(resource)), status=200)


def removed(resource: Resource) -> Told:
    return lambda: Description(summary=f"Remove one {_one(resource)}", tag=_tag(resource), status=204)


def linked(owner: Resource, resource: Resource, method: str) -> Told:
    """What a link collection does; each takes a list of references."""
    does = {"POST": "Link {} to", "PATCH": "Replace the {} of", "DELETE": "Unlink {} from"}[method]
    members = {resource.plural: {"type": "array", "items": ref("Reference")}}
    return lambda: Description(
        summary=f"{does.format(_words(resource))} one {_one(owner)}",
        tag=_tag(owner),
        takes={"type": "object", "properties": members, "required": [resource.plural]},
        status=204,
    )


def listed(plural: str, *members: str) -> Schema:
    """A page of what is no resource of a table: an object for each, with these members at least."""
    item = {"type": "object", "properties": dict.fromkeys(members, ANY)}
    found = {plural: {"type": "array", "items": item}, "pagination": ref("Pagination")}
    return {"type": "object", "properties": found, "required": [plural]}


def undeclared(resource: Resource) -> Schema:
    """One of a resource that no reference leads to."""
    return {"type": "object", "properties": dict.fromkeys(resource.names, ANY), "required": ["id"]}


def asking_for(*names: str, paged: bool = True) -> dict[str, Schema]:
    """Parameters of the query that are texts, and those of pages."""
    return {**dict.fromkeys(names, TEXT), **(PAGES if paged else {})}


def said(summary: str, resource: Resource, **more: Any) -> Told:
    """Of an operation that is like no other."""
    return lambda: Description(summary=summary, tag=_tag(resource), **more)


def _tag(resource: Resource) -> str:
    return resource.path.partition("/")[0].replace("_", " ").capitalize()


# -- the whole ---------------------------------------------------------------------------------------------------------

REFUSAL: Schema = {
    "type": "object",
    "properties": {
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"type": TEXT, "message": TEXT, "attribute": TEXT},
                "required": ["type", "message"],
            },
        }
    },
    "required": ["errors"],
}
FIGURES = ("total_count", "page_count", "per_page", "page")
PAGINATION: Schema = {
    "type": "object",
    "properties": {**dict.fromkeys(FIGURES, NUMBER), **dict.fromkeys(("first", "prev", "next", "last"), TEXT)},
}


def components(further: Iterable[Resource]) -> dict[str, Schema]:
    """The resources by name."""
    found: dict[str, Schema] = {"Reference": REFERENCE, "Pagination": PAGINATION}
    return found | {name_of(resource): shown(resource) for resource in (*resources(), *further)}


def about(routes: Routes, further: Iterable[Resource]) -> About:
    return About(
        title="Plant Hub for Netilion's clients",
        base=MOUNT,
        text="Plant data as clients of Endress+Hauser's Netilion API ask for it.",
        routes=routes,
        refusal=REFUSAL,
        components=lambda: components(further),
        doors={
            "bearer": {"type": "http", "scheme": "bearer"},
            "basic": {"type": "http", "scheme": "basic"},
            "key": {"type": "apiKey", "in": "header", "name": "Api-Key"},
        },
        ways=(("bearer",), ("basic", "key")),
    )
