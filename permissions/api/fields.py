"""Serializer fields that only rights need: the name of a right, and the object a grant is about."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from hub import access, context, registry
from hub.hal.reference import parse_key
from hub.models import Tenant
from hub.viewsets.locating import locate


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
