"""The straight way from a body to values, for the many bodies of one request.

It reads what holds nothing unusual, with the very fields of the serializer; all else, and whatever is wrong, is left to
the serializer itself, which then says so.
"""

from __future__ import annotations

from collections.abc import Callable
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
        self.sources = [(name, one.source or name, _reader(one)) for name, one in self.members.items()]
        self.required = {name for name, one in self.members.items() if one.required}
        self.known = (serializer.fields.keys() | relations.keys() | ECHOED) - {"_links", "tenant"}
        self.shapes: dict[tuple[str, ...], Any] = {}

    def read(self, body: Any) -> dict[str, Any] | None:
        """The values of ``body``, in the order of the serializer's members."""
        if type(body) is not dict:
            return None
        shape = tuple(body)
        try:
            readers = self.shapes[shape]
        except KeyError:
            readers = self.shapes[shape] = self._readers(shape)
        if readers is None:
            return None
        try:
            return {source: read(body[name]) for name, source, read in readers}
        except Exception:
            return None

    def _readers(self, shape: tuple[str, ...]) -> list[tuple[str, str, Any]] | None:
        """What reads the members of a body that has those of ``shape``; None where the serializer is to read it."""
        if not (self.usable and self.known.issuperset(shape) and self.required.issubset(shape)):
            return None
        return [reader for reader in self.sources if reader[0] in shape]


def _is_simple(field: Any) -> bool:
    if field.default is not empty or field.source_attrs != [field.source]:
        return False
    return isinstance(field, Reference) or type(field).get_value is serializers.Field.get_value


def _reader(field: Any) -> Callable[[Any], Any]:
    """What ``field.run_validation`` gives for data that is there, without asking each time what is always the same."""
    whole = field.run_validation
    kind, base = type(field), serializers.Field
    kept = kind.validate_empty_values is base.validate_empty_values and kind.run_validators is base.run_validators
    if field.validators or not kept or kind.run_validation not in (base.run_validation, Reference.run_validation):
        return whole  # type: ignore[no-any-return]
    convert = _found_before(field) if isinstance(field, Reference) else field.to_internal_value
    return lambda data: convert(data) if data else whole(data)


def _found_before(field: Reference) -> Callable[[Any], Any]:
    """References that have been looked up already, by their id alone; all others as ever."""
    entry, resolver = field.entry, field.resolver()

    def read(data: Any) -> Any:
        if type(data) is dict and len(data) == 1 and type(data.get("id")) is int and entry is not None:
            row = resolver.known(entry, data["id"])
            if row is not None:
                return row
        return field.to_internal_value(data)

    return read
