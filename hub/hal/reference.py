"""References between resources in a body: by id, by UUID or by link, resolved only among what the caller may read.

A reference that is missing or not visible is an error of the body (400), never a 404 (contract, section 2).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable
from typing import Any, cast

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.fields import empty
from rest_framework.relations import HyperlinkedRelatedField

from hub import access, context, registry
from hub.registry import Entry

MAX_ID = 2**63 - 1
_HEX = re.compile(r"[0-9a-fA-F]{32}|[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")


def parse_key(text: Any) -> int | uuid.UUID | None:
    """An id (up to 19 digits) or a UUID (with or without hyphens, any case); None for anything else."""
    if isinstance(text, bool):
        return None
    if isinstance(text, int):
        return text if 0 < text <= MAX_ID else None
    if not isinstance(text, str):
        return None
    if _HEX.fullmatch(text):
        return uuid.UUID(text)
    if text.isascii() and text.isdigit() and len(text) <= 19 and text[0] != "0" and int(text) <= MAX_ID:
        return int(text)
    return None


class Resolver:
    """Finds referenced rows for one request, a whole batch with one query per kind."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, Any], Any] = {}

    def prime(self, entry: Entry, keys: Iterable[int | uuid.UUID]) -> None:
        """Look up all ``keys`` at once; what is not found is remembered as such."""
        missing = {key for key in keys if (entry.name, key) not in self._found}
        if not missing:
            return
        queryset = self._readable(entry)
        for column, kind in (("pk", int), ("uuid", uuid.UUID)):
            wanted = [key for key in missing if isinstance(key, kind)]
            for start in range(0, len(wanted), 500):
                for row in queryset.filter(**{f"{column}__in": wanted[start : start + 500]}):
                    self._found[(entry.name, row.pk)] = self._found[(entry.name, row.uuid)] = row
        for key in missing:
            self._found.setdefault((entry.name, key), None)

    def get(self, entry: Entry, key: int | uuid.UUID) -> Any:
        """The row, or None when there is none that the caller may read."""
        if (entry.name, key) not in self._found:
            self.prime(entry, [key])
        return self._found[(entry.name, key)]

    def known(self, entry: Entry, key: int | uuid.UUID) -> Any:
        """The row when it has been found already, else None."""
        return self._found.get((entry.name, key))

    @staticmethod
    def _readable(entry: Entry) -> Any:
        principal = context.current().principal
        queryset = entry.model.objects.all()
        if principal is None:
            return queryset
        if not access.may_use(principal, entry):
            return queryset.none()
        return access.provider().narrow(queryset, principal, entry.name)


class Reference(HyperlinkedRelatedField):
    """A reference field: takes an id, a UUID, a path, or an object with ``id``, ``uuid`` or ``href``."""

    default_error_messages = {
        "not_found": _("There is no such {name}."),
        "incorrect_type": _("Expected a reference: an id, a UUID, or an object with id, uuid or href."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("view_name", "reference")
        super().__init__(**kwargs)

    @property
    def body_context(self) -> dict[str, Any]:
        """What the elements of one body share."""
        return cast(dict[str, Any], self.context)

    def use_pk_only_optimization(self) -> bool:
        return False

    @property
    def entry(self) -> Entry | None:
        """The kind that is referred to."""
        known: Entry | None = self.__dict__.get("_entry")
        if known is None:
            rows: Any = getattr(self, "queryset", None)
            known = self.__dict__["_entry"] = registry.of_model(rows.model if rows is not None else self._model())
        return known

    def _model(self) -> Any:
        parent: Any = self.parent
        holder: Any = getattr(getattr(parent, "Meta", None), "model", None)
        for part in (self.source or self.field_name or "").split("."):
            holder = holder._meta.get_field(part).related_model
        return holder

    def run_validation(self, data: Any = empty) -> Any:
        """An empty text is no reference; DRF, with forms in mind, would take it for null."""
        if data == "":
            self.fail("incorrect_type")
        return super().run_validation(data)

    def key_of(self, data: Any) -> int | uuid.UUID | None:
        """The key that ``data`` names, or None when it names none of this kind."""
        return key_of(self.entry, data) if self.entry is not None else None

    def to_internal_value(self, data: Any) -> Any:
        entry = self.entry
        if isinstance(data, (list, float, bool)) or entry is None:
            self.fail("incorrect_type")
        if isinstance(data, dict) and not any(data.get(member) is not None for member in ("id", "uuid", "href")):
            self.fail("incorrect_type")
        key = self.key_of(data)
        row = (self.resolver().get(entry, key) or self._held(key)) if key is not None else None
        if row is None or contradicts(row, data):
            self.fail("not_found", name=entry.name.replace("_", " "))
        return row

    def _held(self, key: int | uuid.UUID) -> Any:
        """What the resource that is written refers to already, if that is ``key``: whoever may change the resource but
        not read this can send back what was read."""
        written = self.body_context.get("written")
        if written is None:
            return None
        name = self.source or self.field_name or ""
        meta: Any = getattr(self.parent, "Meta", None)
        holder = meta.model._base_manager.filter(pk=written).select_related(name).first()
        row = getattr(holder, name, None)
        return row if row is not None and key in (row.pk, row.uuid) else None

    def resolver(self) -> Resolver:
        """What finds the rows of this body."""
        found: Resolver = self.body_context.setdefault("resolver", Resolver())
        return found

    def to_representation(self, value: Any) -> Any:
        """The bare row: the links serializer makes the link object of it."""
        return value


def reference_fields(serializer: serializers.Serializer[Any]) -> dict[str, Reference]:
    """The references of a HAL serializer by name."""
    links: Any = serializer.fields.get("_links")
    fields = links.fields if links is not None else {}
    return {name: field for name, field in fields.items() if isinstance(field, Reference)}


class ReferenceList(serializers.ListField):
    """A list of references to one kind, for nested collections that a body may set; out it is a link."""

    def __init__(self, kind: str, **kwargs: Any) -> None:
        self.kind = kind
        super().__init__(**{"required": False, "max_length": 5000, **kwargs, "write_only": True})

    def to_internal_value(self, data: Any) -> list[Any]:
        entry = registry.get(self.kind)
        resolver: Resolver = cast(dict[str, Any], self.context).setdefault("resolver", Resolver())
        if not isinstance(data, list):
            self.fail("not_a_list", input_type=type(data).__name__)
        keys = [key_of(entry, element) for element in data]
        resolver.prime(entry, [key for key in keys if key is not None])
        rows = [resolver.get(entry, key) if key is not None else None for key in keys]
        text = Reference.default_error_messages["not_found"].format(name=entry.name.replace("_", " "))
        wrong: Any = {
            place: [serializers.ErrorDetail(text, code="not_found")]
            for place, row in enumerate(rows)
            if row is None or contradicts(row, data[place])
        }
        if wrong:
            raise serializers.ValidationError(wrong)
        return list(dict.fromkeys(rows))


def key_of(entry: Entry, data: Any) -> int | uuid.UUID | None:
    """The key that a reference names: an id, a UUID, a path, or an object with one of them."""
    if isinstance(data, dict):
        if len(data) == 1 and type(data.get("id")) is int:  # as nearly all are
            return parse_key(data["id"])
        return _key_of_object(entry, data)
    if isinstance(data, str) and "/" in data:
        place = registry.at_path(data)
        if place is None or place[0] is not entry:
            return None
        data = place[1]
    return parse_key(data)


def _key_of_object(entry: Entry, data: dict[str, Any]) -> int | uuid.UUID | None:
    """The key in ``id``, ``uuid`` or ``href``, each of its own form; None where they contradict each other."""
    found: list[int | uuid.UUID | None] = []
    if data.get("id") is not None:
        found.append(parse_key(data["id"]))
    if data.get("uuid") is not None:
        found.append(parse_key(data["uuid"]) if isinstance(data["uuid"], str) else None)
        if isinstance(found[-1], int):
            return None
    if data.get("href") is not None:
        href = data["href"]
        found.append(key_of(entry, href) if isinstance(href, str) and "/" in href else None)
    if not found or None in found or len({key for key in found if isinstance(key, int)}) > 1:
        return None
    return found[0]


def contradicts(row: Any, data: Any) -> bool:
    """The UUID that stands in the reference beside the key is of something else than ``row``."""
    given = data.get("uuid") if isinstance(data, dict) else None
    return given is not None and parse_key(given) != row.uuid
