"""The fields of rights as OpenAPI describes them; importing this registers the description."""

from __future__ import annotations

from typing import Any

from drf_spectacular.extensions import OpenApiSerializerFieldExtension


class Right(OpenApiSerializerFieldExtension):
    """A right by its name."""

    target_class = "permissions.api.fields.RightField"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        return {"type": "string", "enum": list(self.target.levels)}


class RequestedObject(OpenApiSerializerFieldExtension):
    """The object that a right is asked for."""

    target_class = "permissions.api.fields.RequestedField"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        key = {"type": "integer", "format": "int64"}
        text = "By href, or by kind and id; what cannot be seen by kind and what people know it by: "
        known = "an asset by manufacturer and serial_number."
        members = {
            "kind": {"type": "string", "description": "The resource's name in the singular."},
            "id": {**key, "description": "Told to those who may see it."},
            "href": {"type": "string", "format": "uri-reference"},
        }
        if direction == "response":
            return {"type": "object", "properties": members, "required": ["kind"]}
        return {"type": "object", "properties": members, "description": text + known}


class GrantedObject(OpenApiSerializerFieldExtension):
    """The object that a grant is about."""

    target_class = "permissions.api.fields.ObjectField"

    def map_serializer_field(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        key = {"type": "integer", "format": "int64"}
        members = {
            "kind": {"type": "string", "description": "The resource's name in the singular."},
            "id": key if direction == "response" else {"anyOf": [key, {"type": "string"}]},
            "href": {"type": "string", "format": "uri-reference"},
        }
        if direction == "response":
            return {"type": "object", "properties": members, "required": ["kind", "id"]}
        return {"type": "object", "properties": members, "description": "By href, or by kind and id."}
