"""How drf-spectacular reads our views: by the registry entry and the action, not by guessing from serializers."""

from __future__ import annotations

from typing import Any

from django.urls import Resolver404, resolve
from drf_spectacular.openapi import AutoSchema

from hub import registry
from hub.openapi import common, parameters, problems
from hub.openapi import fields as _fields
from hub.openapi.answers import UNCHANGED, content
from hub.openapi.beneath import NESTED, PLAIN
from hub.openapi.components import HREF, ID, TEXT, Schema, thing
from hub.openapi.hanging import SUBS
from hub.openapi.operations import Operation
from hub.openapi.parameters import answer_headers
from hub.openapi.shapes import Shapes
from hub.openapi.wording import doc, words
from hub.registry import Entry, Sub

assert _fields


class HubSchema(AutoSchema):
    """DEFAULT_SCHEMA_CLASS. Views without an entry (login) are left to drf-spectacular."""

    def get_operation(
        self, path: str, path_regex: str, path_prefix: str, method: str, registry: Any
    ) -> dict[str, Any] | None:
        self.registry, self.path, self.path_regex, self.path_prefix = registry, path, path_regex, path_prefix
        self.method = method.upper()
        entry: Entry | None = getattr(self.view, "entry", None)
        if entry is not None:
            holder = entry.holder if isinstance(entry, Sub) else entry
            return self._written(self._operation(entry), words(holder.plural).capitalize())
        described = getattr(self.view, "described", {}).get(vars(self.view).get("action"))
        if described is not None:
            tag, operation = described(Shapes(self))
            return self._written(operation, tag)
        if path == _root():
            return self._written(self._entry_point(), "Entry point")
        found: dict[str, Any] | None = super().get_operation(path, path_regex, path_prefix, method, registry)
        if found is not None:
            found["responses"].update(problems.refusals(Shapes(self).parts, problems.BODY))
            found.setdefault("security", [])
        return found

    def _operation(self, entry: Entry) -> Operation:
        shapes, action = Shapes(self), str(vars(self.view)["action"])
        if isinstance(entry, Sub):
            return SUBS[action](shapes, entry, self.view)
        if action in NESTED:
            name = self.path.removeprefix(f"{entry.href}/{{id}}/")
            name = name.removesuffix("/history") if action == "nested_history" else name
            child = next(child for child in entry.nested if child.name == name)
            return NESTED[action](shapes, entry, child)
        return PLAIN[action](shapes, entry)

    def _entry_point(self) -> Operation:
        shapes = Shapes(self)
        hal, plain = _entry_point_shapes(shapes)
        answer: Schema = {
            "description": "Where you can go from here.",
            "headers": answer_headers(shapes.parts, "ETag"),
            "content": content(shapes, hal, plain, forms=False),
        }
        return Operation(
            id="get_entry_point",
            summary="Everything starts here, and shows only what you can use",
            headers=("If-None-Match",),
            answers={"200": answer, "304": UNCHANGED},
            refusals=(400,),
        )

    def _written(self, operation: Operation, tag: str) -> dict[str, Any]:
        parts = Shapes(self).parts
        found: dict[str, Any] = {"operationId": operation.id, "summary": operation.summary, "tags": [tag]}
        if operation.takes:
            found["description"] = operation.takes
        taken = [*operation.parameters, *(parameters.header(parts, name) for name in operation.headers)]
        if taken:
            found["parameters"] = taken
        if operation.body is not None:
            found["requestBody"] = operation.body
        found["responses"] = {**operation.answers, **problems.refusals(parts, operation.refusals)}
        found["security"] = self.get_auth()
        return found


def _entry_point_shapes(shapes: Shapes) -> tuple[Schema, Schema]:
    """The entry point in HAL and plain."""
    parts = shapes.parts
    link, named = common.link(parts), thing({"id": ID, "name": TEXT}, ["id", "name"])
    tenant = thing({"id": ID, "uuid": TEXT, "name": TEXT}, ["id", "name"])
    members: dict[str, Schema] = {"version": TEXT, "tenant": tenant, "user": named, "role": TEXT}
    links: dict[str, Schema] = {"self": link, "curies": common.curies(parts)}
    links |= dict.fromkeys(("service-desc", "service-doc"), link)
    links |= {entry.relation: {**link, "description": doc(entry)} for entry in served()}
    hal = thing({"_links": thing(links, ["self"]), **members}, ["_links", *members])
    collections = {"collections": {"type": "object", "additionalProperties": HREF}}
    plain = thing({**members, **collections}, [*members, "collections"])
    return parts.ref("EntryPoint", lambda: hal), parts.ref("EntryPointPlain", lambda: plain)


def _root() -> str:
    return registry.API_ROOT


def served() -> list[Entry]:
    """The resources that the routes lead to, by name."""
    return sorted((entry for entry in registry.entries() if _leads_somewhere(entry.href)), key=lambda e: e.plural)


def _leads_somewhere(path: str) -> bool:
    try:
        resolve(path)
    except Resolver404:
        return False
    return True
