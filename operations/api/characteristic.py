"""Characteristics of tools, of their edges, and of what an operation makes."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hub.fields.shaped import ShapedField
from hub.fields.text import TextField
from hub.hal.serializer import HalSerializer
from hub.registry import Sub
from hub.viewsets.sub import SubViewSet
from operations.models import MaterialCharacteristics, ToolCharacteristics, ToolEdgeCharacteristics
from operations.rules import characteristic as rules

MEMBERS = {"name": 200, "identifier": 100, "value": 500, "unit": 50}


class ElementsField(ShapedField):
    """``[{"name", "identifier", "value", "unit"}]``, in the order given."""

    default_error_messages = {"invalid": "Expected a list.", "too_many": "At most {most} elements."}

    def to_internal_value(self, data: Any) -> list[dict[str, str]]:
        if not isinstance(data, list):
            self.fail("invalid")
        if len(data) > rules.MOST:
            self.fail("too_many", most=rules.MOST)
        return rules.read(data, {name: TextField(max_length=longest) for name, longest in MEMBERS.items()})

    def to_representation(self, value: Any) -> Any:
        return value

    def shape(self, direction: str) -> dict[str, Any]:
        members = {name: {"type": "string", "maxLength": longest} for name, longest in MEMBERS.items()}
        one = {"type": "object", "properties": members, "required": ["name", "identifier", "value"]}
        return {"type": "array", "items": {**one, "additionalProperties": False}, "maxItems": rules.MOST}


def _kind(model: Any, owner: str, path: str) -> tuple[Sub, Any]:
    meta = type("Meta", (), {"model": model, "fields": ["elements", owner, "updated_at"]})
    members = {"Meta": meta, "elements": ElementsField(), "__doc__": model.__doc__}
    entry = Sub(model=model, owner=owner, key=owner, path=path, plural=model.kind(), always=True)
    serializer: type[serializers.BaseSerializer[Any]] = type(f"{model.__name__}Serializer", (HalSerializer,), members)
    return entry, serializer


class CharacteristicViewSet(SubViewSet):
    """Named values; identifiers are those of ISO 13399 where there is one."""

    kinds = (
        _kind(ToolCharacteristics, "tool", "characteristics"),
        _kind(ToolEdgeCharacteristics, "tool_edge", "characteristics"),
        _kind(MaterialCharacteristics, "operation", "materialCharacteristics"),
    )
