"""Specifications: the user's own keys of assets, products, nodes, instrumentations, events, systems and users."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.request import Request

from assets.models import (
    AssetSpecificationSet,
    EventSpecificationSet,
    InstrumentationSpecificationSet,
    NodeSpecificationSet,
    ProductSpecificationSet,
    SystemSpecificationSet,
    UserSpecificationSet,
)
from assets.rules import specification as rules
from hub.errors import BadParameter
from hub.fields.folded import fold
from hub.fields.shaped import ShapedField
from hub.hal.serializer import HalSerializer
from hub.registry import Sub
from hub.viewsets.sub import SubViewSet


class SpecificationsField(ShapedField):
    """``{key: {"value", "unit", "ui_visible", "source_timestamp", "updated_at"}}``, in the order of the keys."""

    def __init__(self, *, visible: bool, **options: Any) -> None:
        self.visible = visible
        super().__init__(**options)

    def render(self, stored: Any) -> dict[str, Any]:
        """The map as it is shown."""
        return {key: stored[key] for key in sorted(stored or {})}

    def to_representation(self, value: Any) -> dict[str, Any]:
        return self.render(value)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        return rules.read(data, visible=self.visible, partial=bool(getattr(self.root, "partial", False)))

    def shape(self, direction: str) -> dict[str, Any]:
        text, moment = {"type": ["string", "null"]}, {"type": ["string", "null"], "format": "date-time"}
        pairs = {"type": "array", "items": {"type": "object", "minProperties": 1, "maxProperties": 1}}
        value = {"anyOf": [{**text, "maxLength": rules.LONGEST_VALUE}, pairs]}
        members: dict[str, Any] = {"value": value, "unit": {**text, "maxLength": rules.LONGEST_UNIT}}
        if self.visible:
            members["ui_visible"] = {"type": "boolean", "default": False}
        members |= {"source_timestamp": moment, "updated_at": {"type": "string", "format": "date-time"}}
        entry: dict[str, Any] = {"type": "object", "properties": members}
        if direction == "request":
            removed = "Null takes the key away (PATCH)."
            entry = {"anyOf": [{**entry, "additionalProperties": False}, {"type": "null", "description": removed}]}
        names = {"minLength": 1, "maxLength": rules.LONGEST_KEY}
        whole = {"type": "object", "propertyNames": names, "maxProperties": rules.MOST_KEYS}
        return {**whole, "additionalProperties": entry}


def _kind(set_model: Any, owner: str, *, visible: bool = False) -> tuple[Sub, Any]:
    """The set that hangs on ``owner``, and its serializer."""
    name = set_model.__name__
    meta = type("Meta", (), {"model": set_model, "fields": ["specifications", owner, "updated_at"]})
    members = {"Meta": meta, "specifications": SpecificationsField(visible=visible), "__doc__": set_model.__doc__}
    entry = Sub(
        model=set_model,
        owner=owner,
        key=owner,
        path="specifications",
        plural=set_model.kind(),
        always=True,
        settle=partial(rules.settle, visible=visible),
    )
    return entry, type(f"{name}Serializer", (HalSerializer,), members)


class SpecificationViewSet(SubViewSet):
    """Specifications: keys, values and units that users add as they need them.

    The set stands in one member, in HAL and in plain JSON alike, so that no key can be taken for one of the hub's:
    ``{"_links": …, "specifications": {key: {"value", "unit", "ui_visible", "source_timestamp", "updated_at"}}}``. PATCH
    merges keys and the members of each; a key that is null goes, a value that is null is unknown. There always is a
    set, empty at first and after DELETE. ``key`` (with stars) and ``ui_visible`` choose keys.
    """

    kinds = (
        _kind(AssetSpecificationSet, "asset", visible=True),
        _kind(ProductSpecificationSet, "product"),
        _kind(NodeSpecificationSet, "node", visible=True),
        _kind(InstrumentationSpecificationSet, "instrumentation", visible=True),
        _kind(EventSpecificationSet, "event"),
        _kind(SystemSpecificationSet, "system"),
        _kind(UserSpecificationSet, "user"),
    )

    @property
    def visible(self) -> bool:
        """Entries say whether they are shown to people."""
        serializer: Any = self.get_serializer()
        return bool(serializer.fields["specifications"].visible)

    @property
    def asked(self) -> dict[str, tuple[str, dict[str, Any]]]:  # type: ignore[override]
        key = {"key": ("Only the keys that are like this; a star stands for any text.", {"type": "string"})}
        seen = {"ui_visible": ("Only the keys that people see, or only the others.", {"type": "boolean"})}
        return {**key, **seen} if self.visible else key

    def retrieve(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        if request.query_params.get("ui_visible", "true").lower() not in ("true", "false"):
            raise BadParameter("ui_visible", _("Expected true or false."))
        return super().retrieve(request, *args, **kwargs)

    def shown(self, item: dict[str, Any]) -> dict[str, Any]:
        """Only the keys that the query asks for."""
        query = self.request.query_params
        found = item["specifications"]
        if "key" in query:
            parts = fold(query["key"]).split("*")
            pattern = re.compile(".*".join(re.escape(part) for part in parts), re.DOTALL)
            found = {key: entry for key, entry in found.items() if pattern.fullmatch(fold(key))}
        if "ui_visible" in query:
            wanted = query["ui_visible"].lower() == "true"
            found = {key: entry for key, entry in found.items() if entry["ui_visible"] is wanted}
        return {**item, "specifications": found}
