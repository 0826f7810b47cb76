"""Serializer fields that only rights need: the name of a right, and the object a grant is about."""

from __future__ import annotations

from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from hub import access, context, registry
from hub.fields.folded import storable
from hub.hal.reference import Resolver, key_of, parse_key
from hub.models import Tenant
from hub.registry import Entry
from hub.viewsets.locating import locate
from permissions.rules import kinds


class RightField(serializers.Field[int, Any, str | None, Any]):
    """A right by its name: read, update, delete, permit (and none, where that can be said)."""

    default_error_messages = {"invalid_choice": _("The rights are {names}.")}

    def __init__(self, *, with_none: bool = False, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.levels = {"none": access.NONE, **access.LEVELS} if with_none else dict(access.LEVELS)
        self.choices = {name: name for name in self.levels}

    @staticmethod
    def render(level: int | None) -> str | None:
        return None if level is None else access.NAMES.get(level, "none")

    def to_internal_value(self, data: Any) -> int:
        if not isinstance(data, str) or data.lower() not in self.levels:
            self.fail("invalid_choice", names=", ".join(self.levels))
        return self.levels[data.lower()]

    def to_representation(self, value: int) -> str | None:
        return self.render(value)


class ObjectField(serializers.Field[Any, Any, Any, Any]):
    """The object of a grant: out ``{"kind", "id", "href"}``, in the same or just ``{"href"}``."""

    default_error_messages = {"not_found": _("There is no such object.")}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "source": "*", "required": False})

    @staticmethod
    def columns(_source: str) -> tuple[str, str]:
        return "object_kind", "object_id"

    @staticmethod
    def render(kind: str, key: int) -> dict[str, Any]:
        entry = registry.find(kind)
        return {"kind": kind, "id": key, **({"href": entry.of(key)} if entry else {})}

    def to_representation(self, value: Any) -> dict[str, Any]:
        return self.render(value.object_kind, value.object_id)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        place = None
        if isinstance(data, dict) and isinstance(data.get("href"), str):
            place = registry.at_path(data["href"])
        elif isinstance(data, dict) and isinstance(data.get("kind"), str) and registry.find(data["kind"]):
            place = registry.get(data["kind"]), str(data.get("id", data.get("uuid")))
        principal = self.context["request"].user if "request" in self.context else None
        if place is None or parse_key(place[1]) is None or principal is None:
            self.fail("not_found")
        entry, key = place
        try:
            located = locate(entry, key, principal)
        except Exception as exc:
            raise serializers.ValidationError(self.error_messages["not_found"], code="not_found") from exc
        return {"object_kind": entry.name, "object_id": located.id}


class RequestedField(ObjectField):
    """The object that a right is asked for: one that the caller sees, like that of a grant, or any of the tenant by
    what people know it by, as its kind declares (an asset by manufacturer and serial number)."""

    default_error_messages = {
        "not_grantable": _("Rights on single resources of this kind cannot be granted."),
        "required": _("This field is required."),
        "no_reference": _("There is no such {name}."),
        "no_text": _("Expected a text of at most {most} characters."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.required = True

    @staticmethod
    def columns(_source: str) -> tuple[str, str]:
        return "object_kind", "named"

    @staticmethod
    def render(kind: str, named: dict[str, Any]) -> dict[str, Any]:  # type: ignore[override]
        entry = registry.find(kind)
        if "id" in named:
            return ObjectField.render(kind, named["id"])
        return {"kind": kind, **{name: _named(entry, name, value) for name, value in named.items()}}

    def to_representation(self, value: Any) -> dict[str, Any]:
        return self.render(value.object_kind, value.named)

    def to_internal_value(self, data: Any) -> dict[str, Any]:
        entry = registry.find(data["kind"]) if isinstance(data, dict) and isinstance(data.get("kind"), str) else None
        if entry is not None and entry.known_by and not any(name in data for name in ("id", "uuid", "href")):
            return {"object_kind": entry.name, "named": self._names(entry, data)}
        found = super().to_internal_value(data)
        kind, key = found["object_kind"], found["object_id"]
        if not kinds.grantable(kind) or "permissions" not in registry.get(kind).actions:
            self.fail("not_grantable")
        return {**found, "named": {"id": key}}

    def _names(self, entry: Entry, data: dict[str, Any]) -> dict[str, Any]:
        found, wrong = {}, {}
        for name in entry.known_by:
            try:
                found[name] = self._name(entry, name, data.get(name))
            except serializers.ValidationError as refusal:
                wrong[name] = refusal.detail
        if wrong:
            raise serializers.ValidationError(wrong)
        return found

    def _name(self, entry: Entry, name: str, given: Any) -> Any:
        """What the database compares with: the id of a reference that the caller may read, or a text."""
        if given is None:
            self.fail("required")
        column = entry.model._meta.get_field(name)
        if not column.is_relation:
            text = given.strip() if isinstance(given, str) else ""
            if not text or len(text) > column.max_length or not storable(text):
                detail = self.error_messages["no_text"].format(most=column.max_length)
                raise serializers.ValidationError(detail, code="invalid")
            return text
        target = registry.of_model(column.related_model)
        assert target is not None
        key = key_of(target, given)
        shared: dict[str, Any] = cast(dict[str, Any], self.context)
        row = shared.setdefault("resolver", Resolver()).get(target, key) if key is not None else None
        if row is None:
            detail = self.error_messages["no_reference"].format(name=target.name.replace("_", " "))
            raise serializers.ValidationError(detail, code="not_found")
        return row.pk


def _named(entry: Entry | None, name: str, value: Any) -> Any:
    """A name as it is shown: a reference by id and href."""
    model = entry.model._meta.get_field(name).related_model if entry is not None else None
    target = registry.of_model(model) if model is not None else None
    return {"id": value, "href": target.of(value)} if target is not None else value


class WordsField(serializers.ListField):
    """A list of words that is stored as one text with blanks between."""

    child = serializers.CharField(max_length=500)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 50, **kwargs})

    @staticmethod
    def columns(source: str) -> tuple[str]:
        return (source,)

    @staticmethod
    def render(text: str | None) -> list[str]:
        return (text or "").split()

    def to_representation(self, data: Any) -> list[str]:
        return self.render(data)

    def run_validation(self, data: Any = serializers.empty) -> Any:
        """The list is validated, and its text is what is stored."""
        words: Any = super().run_validation(data)
        return " ".join(words) if isinstance(words, list) else words


def home_tenant(values: dict[str, Any]) -> Tenant:
    """The tenant of a new account: the caller's; the platform operator names one."""
    principal = context.current().principal
    tenant = values.pop("tenant", None)
    return Tenant.objects.get(pk=principal.tenant_id) if principal is not None else tenant
