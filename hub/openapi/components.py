"""Named parts of the document: a part is built when it is first referred to, so that parts may refer to each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from drf_spectacular.plumbing import ComponentRegistry, ResolvedComponent

Schema = dict[str, Any]
SCHEMA = ResolvedComponent.SCHEMA
RESPONSE = ResolvedComponent.RESPONSE
PARAMETER = ResolvedComponent.PARAMETER
HEADER = ResolvedComponent.HEADER
BODY = ResolvedComponent.REQUEST_BODY


def pascal(name: str) -> str:
    """``asset_status`` -> ``AssetStatus``."""
    return "".join(part.capitalize() for part in name.split("_"))


class Components:
    """The components of one document."""

    def __init__(self, registry: ComponentRegistry) -> None:
        self.registry = registry

    def ref(self, name: str, build: Callable[[], Schema], kind: str = SCHEMA) -> Schema:
        """A reference to the part called ``name``, which ``build`` makes when it is not there yet."""
        part = ResolvedComponent(name, kind, object=name)
        if part not in self.registry:
            self.registry.register(part)
            part.schema = build()
        return dict(part.ref)


def nullable(schema: Schema) -> Schema:
    """``schema`` or null."""
    kind = schema.get("type")
    if isinstance(kind, str):
        return {**schema, "type": [kind, "null"]}
    return {"anyOf": [schema, {"type": "null"}]}


def thing(properties: dict[str, Schema], required: list[str] | None = None, **more: Any) -> Schema:
    """An object."""
    found: Schema = {"type": "object", **more, "properties": properties}
    if required:
        found["required"] = required
    return found


def several(items: Schema, **more: Any) -> Schema:
    """A list."""
    return {"type": "array", "items": items, **more}


TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "integer"}
ID: Schema = {"type": "integer", "format": "int64", "minimum": 1}
UUID: Schema = {"type": "string", "format": "uuid"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
HREF: Schema = {"type": "string", "format": "uri-reference"}
ANYTHING: Schema = {}
