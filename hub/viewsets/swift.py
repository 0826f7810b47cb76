"""The straight way from a body to values, for the many bodies of one request.

It reads what holds nothing unusual, with the very fields of the serializer; all else, and whatever is wrong, is left to
the serializer itself, which then says so.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers
from rest_framework.fields import empty

from hub.hal.reference import Reference, reference_fields
from hub.hal.serializer import ECHOED, HalSerializer

#: What of a serializer or field has to be as it was written, for the straight way to be the same way.
_PLAIN = (
    (HalSerializer, ("to_internal_value",)),
    (serializers.Serializer, ("run_validation", "validate", "run_validators", "set_value")),
)


class Swift:
    """Reads bodies as ``serializer`` would; ``read`` gives None for what it leaves to that."""

    def __init__(self, serializer: Any) -> None:
        kind = type(serializer)
        own = any(name.startswith("validate_") and name != "validate_empty_values" for name in vars(kind))
        kept = all(getattr(kind, name) is getattr(base, name, None) for base, names in _PLAIN for name in names)
        self.usable = kept and not own and not serializer.partial and not serializer.validators
        self.usable = self.usable and not serializer.context.get("lenient")
        fields = {name: one for name, one in serializer.fields.items() if name != "_links" and not one.read_only}
        relations = reference_fields(serializer)
        self.members = {**{name: one for name, one in relations.items() if not one.read_only}, **fields}
        self.usable = self.usable and all(map(_is_simple, self.members.values()))
        self.sources = [(name, one.source or name, one.run_validation) for name, one in self.members.items()]
        self.required = {name for name, one in self.members.items() if one.required}
        self.known = (serializer.fields.keys() | relations.keys() | ECHOED) - {"_links", "tenant"}

    def read(self, body: Any) -> dict[str, Any] | None:
        """The values of ``body``, in the order of the serializer's members."""
        if not self.usable or type(body) is not dict or not self.known.issuperset(body):
            return None
        if not self.required.issubset(body):
            return None
        try:
            return {source: read(body[name]) for name, source, read in self.sources if name in body}
        except Exception:
            return None


def _is_simple(field: Any) -> bool:
    if field.default is not empty or field.source_attrs != [field.source]:
        return False
    return isinstance(field, Reference) or type(field).get_value is serializers.Field.get_value
