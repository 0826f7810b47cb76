"""Valid bodies for any registered kind, made from its serializer; a few kinds add what a serializer cannot tell."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rest_framework import serializers

from hub import registry
from hub.fields.partial_date import PartialDateSerializerField
from hub.fields.shaped import ShapedField
from hub.fields.timestamp import TimestampField
from hub.hal.reference import Reference, ReferenceList, reference_fields
from hub.registry import Entry
from tests.factories import production

if TYPE_CHECKING:
    from tests.factories.world import Plant

numbers = itertools.count(1)
#: Moments that are told apart count from here.
FIRST = datetime(2020, 1, 1, tzinfo=UTC)


def text(kind: str, name: str, longest: int | None = None) -> str:
    """A text that no other test has used: letters in both cases, so that filters can be tried on it."""
    number = next(numbers)
    return f"{name.replace('_', ' ').title()} {number:05d} of {kind.replace('_', ' ')}"[:longest]


def writable(entry: Entry) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """The members that a body may have, references too."""
    serializer = entry.serializer()
    fields = {name: field for name, field in serializer.fields.items() if name != "_links"}
    fields.update(reference_fields(serializer))
    return {name: field for name, field in fields.items() if not field.read_only}


def plain(entry: Entry) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
    """The writable members that stand in the representation as they were given."""
    return {
        name: field
        for name, field in writable(entry).items()
        if not isinstance(field, (Reference, ReferenceList)) and not field.write_only
    }


def texts(entry: Entry) -> dict[str, serializers.CharField]:
    """The writable members that take any text."""
    return {
        name: field
        for name, field in plain(entry).items()
        if isinstance(field, serializers.CharField) and not isinstance(field, serializers.EmailField)
        if name not in {"applies_to", "href", "url"} | production.CHOSEN
    }


class Bodies:
    """Makes bodies whose references exist in one plant."""

    def __init__(self, plant: Plant) -> None:
        self.plant = plant

    def body(self, kind: str, *, full: bool = False, **values: Any) -> dict[str, Any]:
        """A body for POST: the required members, or with ``full`` all of them; ``values`` replace some."""
        entry = registry.get(kind)
        extra = EXTRA[kind](self.plant) if kind in EXTRA else {}
        extra |= production.BESIDE[kind](self.plant, values) if kind in production.BESIDE else {}
        made = {
            name: self.value(kind, name, field)
            for name, field in writable(entry).items()
            if name not in values and name not in extra
            if field.required or (full and name not in LEFT_OUT.get(kind, ()))
        }
        made.update({name: value() for name, value in extra.items() if name not in values})
        return {**made, **values}

    def value(self, kind: str, name: str, field: Any) -> Any:
        """A value that this member takes, another one each time where there is a choice."""
        if isinstance(field, Reference):
            target = field.entry
            assert target is not None
            return {"id": self.plant.sample(target.name)["id"]}
        if isinstance(field, ReferenceList):
            return [{"id": self.plant.sample(field.kind)["id"]}]
        return simple(kind, name, field)


def of_shape(shape: dict[str, Any], number: int) -> Any:
    """A value of a JSON schema: all members of an object, as texts."""
    return {name: f"{name} {number}" for name in shape.get("properties", {})}


def simple(kind: str, name: str, field: Any) -> Any:
    """A value for a member that is no reference."""
    number = next(numbers)
    if isinstance(field, serializers.EmailField):
        return f"n{number}@example.com"
    if isinstance(field, serializers.ChoiceField):
        return list(field.choices)[-1]
    if isinstance(field, serializers.CharField):
        return text(kind, name, field.max_length)
    if isinstance(field, PartialDateSerializerField):
        return f"20{number % 90 + 10}-06"
    if isinstance(field, serializers.DateField):
        return f"2026-01-{number % 28 + 1:02d}"
    if isinstance(field, ShapedField):
        return of_shape(field.shape("request"), number)
    if isinstance(field, TimestampField):
        return f"2026-01-02T03:04:{number % 60:02d}Z"
    if isinstance(field, serializers.BooleanField):
        return True
    if isinstance(field, serializers.IntegerField):
        return number
    if isinstance(field, serializers.FloatField):
        return number + 0.5
    if isinstance(field, serializers.DecimalField):
        return str(number)
    raise NotImplementedError(f"{kind}.{name}: no value for {type(field).__name__}")


def known(asset: dict[str, Any]) -> dict[str, Any]:
    """An asset as one names it who cannot see it."""
    maker = {"href": asset["_links"]["manufacturer"]["href"]}
    return {"kind": "asset", "manufacturer": maker, "serial_number": asset["serial_number"]}


#: What a body needs beside what its serializer tells, by kind: functions of the plant that give member -> maker.
EXTRA: dict[str, Callable[[Any], dict[str, Callable[[], Any]]]] = {
    "event": lambda plant: {"assets": lambda: [{"id": plant.sample("asset")["id"]}]},
    "health_condition": lambda plant: {"rules": lambda: [{"type": "bit", "bit": 3}]},
    "asset_health_condition": lambda plant: {"health_condition": lambda: {"id": plant.make("health_condition")["id"]}},
    "asset_status_report": lambda plant: {
        "since": lambda: f"{FIRST + timedelta(minutes=next(numbers)):%Y-%m-%dT%H:%M:%SZ}"
    },
    "attachment": lambda plant: {
        "href": lambda: f"https://example.com/{next(numbers)}",
        "languages": lambda: ["en", "de-CH"],
    },
    "software_attachment": lambda plant: {"href": lambda: f"https://example.com/{next(numbers)}"},
    "picture": lambda plant: {
        "href": lambda: f"https://example.com/{next(numbers)}.png",
        "asset": lambda: {"id": plant.sample("asset")["id"]},
    },
    "threshold": lambda plant: {"instrumentation": lambda: {"id": plant.sample("instrumentation")["id"]}},
    "user": lambda plant: {"role": lambda: "operator"},
    "external_event": lambda plant: {"data": lambda: {"number": next(numbers)}},
    "webhook": lambda plant: {
        "url": lambda: f"https://example.com/hooks/{next(numbers)}",
        "max_attempts": lambda: 9,
    },
    "client": lambda plant: {"grant": lambda: "client-credentials"},
    "permission": lambda plant: {
        "right": lambda: "read",
        "object": lambda: {"href": plant.make("manufacturer")["_links"]["self"]["href"]},
        "user": lambda: {"id": plant.users["operator"].pk},
    },
    # About what the asker cannot see, by what people know it by.
    "permission_request": lambda plant: {
        "right": lambda: "update",
        "object": lambda: known(plant.make("asset", by=plant.admin)),
    },
    "tenant_permission": lambda plant: {
        "applies_to": lambda: "asset",
        "right": lambda: "read",
        "group": lambda: {"id": plant.make("group")["id"]},
    },
}
#: Optional members that a full body does not give.
LEFT_OUT: dict[str, tuple[str, ...]] = {
    "event": ("end_datetime",),
    "series": ("group",),
    "attachment": ("file",),
    "software_attachment": ("file",),
    "picture": ("image", "node", "instrumentation", "product"),
    "threshold": ("system",),
    "user": ("password", "is_active"),
    "client": ("role", "redirect_uris", "allowed_origins", "scopes", "user"),
    "webhook": ("kinds", "events", "event_types", "object_filter", "renew_secret"),
    "api_key": ("revoked", "expires_at", "scopes", "role"),
    "permission": ("group",),
    "tenant_permission": ("role",),
}
EXTRA |= production.EXTRA
LEFT_OUT |= production.LEFT_OUT
