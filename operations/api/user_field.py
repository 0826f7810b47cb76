"""User fields of operations and of workplaces: free texts of a plant's own, each at a position."""

from __future__ import annotations

from typing import Any

from hub.fields.number import IntegerField
from hub.fields.shaped import ShapedField
from hub.fields.text import TextField
from hub.hal.serializer import HalSerializer
from hub.registry import Sub
from hub.viewsets.sub import SubViewSet
from operations.models import OperationUserFields, WorkplaceUserFields
from operations.rules import user_field as rules

MOST, LONGEST, LAST = 100, 500, 9999


class ElementsField(ShapedField):
    """``[{"position", "value"}]``, in the order of the positions."""

    default_error_messages = {"invalid": "Expected a list.", "too_many": "At most {most} elements."}

    def to_internal_value(self, data: Any) -> list[dict[str, Any]]:
        if not isinstance(data, list):
            self.fail("invalid")
        if len(data) > MOST:
            self.fail("too_many", most=MOST)
        position = IntegerField(min_value=0, max_value=LAST)
        return rules.read(data, {"position": position, "value": TextField(max_length=LONGEST, allow_blank=True)})

    def to_representation(self, value: Any) -> Any:
        return value

    def shape(self, direction: str) -> dict[str, Any]:
        position = {"type": "integer", "minimum": 0, "maximum": LAST}
        members = {"position": position, "value": {"type": "string", "maxLength": LONGEST}}
        one = {"type": "object", "properties": members, "required": list(members)}
        return {"type": "array", "items": {**one, "additionalProperties": False}, "maxItems": MOST}


def _kind(model: Any, owner: str) -> tuple[Sub, Any]:
    meta = type("Meta", (), {"model": model, "fields": ["elements", owner, "updated_at"]})
    members = {"Meta": meta, "elements": ElementsField(), "__doc__": model.__doc__}
    entry = Sub(model=model, owner=owner, key=owner, path="userFields", plural=model.kind(), always=True)
    return entry, type(f"{model.__name__}Serializer", (HalSerializer,), members)


class UserFieldViewSet(SubViewSet):
    """Free texts of a plant's own, each at a position."""

    kinds = (_kind(OperationUserFields, "operation"), _kind(WorkplaceUserFields, "workplace"))
