"""Fields of forms: what a serializer field or a filter asks for, in the words of HAL-FORMS.

Beside the words of HAL-FORMS a property may say ``nullable`` (null empties it) and ``json`` (its text is JSON).
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hub.fields.partial_date import PartialDateSerializerField
from hub.fields.timestamp import TimestampField
from hub.hal.media import HAL
from hub.hal.reference import Reference, ReferenceList
from hub.registry import Entry, get

Property = dict[str, Any]
MOMENT: Property = {
    "type": "text",
    "placeholder": "2026-01-31T12:00:00Z",
    "regex": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,6})?)?(Z|[+\-][0-9]{2}:[0-9]{2})",
}
JSON: Property = {"type": "textarea", "json": True}
PARTIAL_DATE: Property = {
    "type": "text",
    "placeholder": "2026-01-31",
    "regex": "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?",
}
TEXT: Property = {"type": "text"}
YES_NO = [{"prompt": "true", "value": True}, {"prompt": "false", "value": False}]
#: The first that fits counts.
KINDS: tuple[tuple[type[Any], Property], ...] = (
    (PartialDateSerializerField, PARTIAL_DATE),
    (TimestampField, MOMENT),
    (serializers.DateTimeField, MOMENT),
    (serializers.DateField, {"type": "date"}),
    (serializers.BooleanField, {"options": {"inline": YES_NO, "maxItems": 1}}),
    (serializers.IntegerField, {"type": "number", "step": 1}),
    (serializers.FloatField, {"type": "number"}),
    (serializers.DecimalField, {"type": "number"}),
    (serializers.EmailField, {"type": "email"}),
    (serializers.URLField, {"type": "url"}),
    (serializers.UUIDField, {"type": "text", "placeholder": "0197f0a1-5b7c-7c3e-9d4e-2f6a1b8c9d0e"}),
    (serializers.CharField, TEXT),
)
BOUNDS = {"min_value": "min", "max_value": "max", "min_length": "minLength", "max_length": "maxLength"}


def of_field(name: str, field: Any, *, partial: bool = False) -> Property:
    """The property of a writable serializer field; ``partial`` asks for nothing."""
    found: Property = {"name": name, "prompt": str(field.label or name.replace("_", " ").capitalize())}
    found.update(_kind(field))
    if field.required and not partial:
        found["required"] = True
    if field.allow_null:
        found["nullable"] = True
    if not isinstance(field, serializers.ListField):
        for attribute, word in BOUNDS.items():
            bound = getattr(field, attribute, None)
            if bound is not None:
                found[word] = bound if isinstance(bound, (int, float)) else float(bound)
    return found


def _kind(field: Any) -> Property:
    if isinstance(field, Reference):
        return _linked(field.entry, 1) if field.entry is not None else {"type": "text"}
    if isinstance(field, ReferenceList):
        return _linked(get(field.kind), field.max_length)
    if isinstance(field, serializers.ListField):
        return {"type": "text", "options": {"inline": [], "minItems": 0, "maxItems": field.max_length or 100}}
    choices = getattr(field, "choices", None)
    if choices:
        return {"options": {"inline": [_choice(code, text) for code, text in choices.items()], "maxItems": 1}}
    if getattr(field, "style", {}).get("input_type") == "password":
        return {"type": "password"}
    for kind, words in KINDS:
        if isinstance(field, kind):
            return {"type": "textarea"} if words == TEXT and not getattr(field, "max_length", None) else dict(words)
    return dict(JSON)


def _choice(code: Any, text: Any) -> dict[str, Any]:
    return {"prompt": str(text), "value": code}


def _linked(target: Entry, most: int | None) -> Property:
    """One or several of another kind: the collection to choose from, and which members name and title its items."""
    link = {"href": target.href, "type": HAL}
    return {
        "type": "text",
        "options": {"link": link, "valueField": "id", "promptField": target.title[0], "minItems": 0, "maxItems": most},
    }


def references(target: Entry, most: int) -> Property:
    """A list of resources that exist already."""
    return {
        "name": target.plural,
        "prompt": target.plural.replace("_", " ").capitalize(),
        "required": True,
        **_linked(target, most),
    }


def of_filter(name: str, one: Any) -> Property:
    """The property of a filter in a search."""
    found: Property = {"name": name, "prompt": name.replace("_", " ").capitalize()}
    schema = one.kind.schema
    if schema.get("type") == "boolean":
        return {**found, "options": {"inline": YES_NO, "maxItems": 1}}
    if schema.get("format") == "date-time":
        return {**found, **MOMENT}
    if schema.get("type") in ("integer", "number") or "oneOf" in schema:
        return {**found, "type": "number"}
    examples = schema.get("examples")
    return {**found, "type": "text", **({"placeholder": examples[0]} if examples else {})}


def value_of(found: Property, data: dict[str, Any]) -> Property:
    """``found`` with the value that the HAL representation ``data`` holds: a member, or the id that a link names."""
    name = found["name"]
    link = data.get("_links", {}).get(name)
    if "link" in found.get("options", {}):
        value = (
            link["href"].rpartition("/")[2] if isinstance(link, dict) and found["options"]["maxItems"] == 1 else None
        )
    else:
        value = data.get(name)
    if value is None:
        return found
    if "options" not in found:
        return {**found, "value": value}
    chosen = value if isinstance(value, list) else [value]
    return {**found, "value": value, "options": {**found["options"], "selectedValues": chosen}}
