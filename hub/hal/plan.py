"""What a resource's representation is made of, derived once from its serializer: columns, references, joins.

The plan is the single source of the compiled read path (``compiler``), of history versions and of the includes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from hub import registry
from hub.registry import Entry

META = ("id", "uuid", "version", "tenant_id", "updated_at")
#: Representations: with links, plain, and plain with the links that lead on; the last is for dialects.
HAL, PLAIN, LINKED = "hal", "plain", "linked"


@dataclass(frozen=True, slots=True)
class Value:
    """A plain member: the columns it is made of and the function that makes it (None: the column as it is).
    ``plain_only`` leaves it out of HAL, where a link says the same."""

    name: str
    columns: tuple[str, ...]
    render: Callable[..., Any] | None = None
    translated: bool = False
    plain_only: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """A reference: the foreign key column and where the linked row's uuid and title stand."""

    name: str
    column: str
    target: Entry | None
    uuid: str
    titles: tuple[str, ...]
    translations: str


@dataclass(frozen=True, slots=True)
class Plan:
    """The representation of one resource kind, independent of caller, media type and language."""

    entry: Entry
    members: tuple[Value | Link, ...]

    @property
    def values(self) -> tuple[Value, ...]:
        return tuple(member for member in self.members if isinstance(member, Value))

    @property
    def links(self) -> tuple[Link, ...]:
        return tuple(member for member in self.members if isinstance(member, Link))

    def columns(self, media: str, translating: bool) -> tuple[str, ...]:
        """The ORM paths that one row holds, in order, for ``media`` and a language that needs translations or not."""
        wanted = list(META)
        for member in self.members:
            if isinstance(member, Value):
                wanted += member.columns
            else:
                wanted.append(member.column)
                if media != HAL:
                    wanted.append(member.uuid)
                else:
                    wanted += member.titles
                    if translating and member.translations:
                        wanted.append(member.translations)
        if translating and any(value.translated for value in self.values):
            wanted.append("translations")
        if self.entry.states is not None:
            wanted.append(self.entry.states.field)
        if self.entry.files is not None:
            wanted.append("file_key")
        return tuple(dict.fromkeys(wanted))


def _value(entry: Entry, name: str, field: Any) -> Value:
    source = (field.source or name).replace(".", "__")
    columns = getattr(field, "columns", None)
    if columns is not None:
        return Value(name, tuple(columns(source)), field.render, plain_only=getattr(field, "plain_only", False))
    return Value(name, (source,), getattr(field, "render", None), name in entry.translatable)


def _link(name: str, field: Any, model: Any) -> Link:
    source = (field.source or name).replace(".", "__")
    holder: Any = model
    relation: Any = None
    for part in source.split("__"):
        relation = holder._meta.get_field(part)
        holder = relation.related_model
    target = registry.of_model(holder)
    # A title must not tell what the caller may not read.
    shown = target.title if target is not None and target.group != "plant" else ()
    titles = tuple(f"{source}__{part}" for part in shown)
    translated = target is not None and set(shown) & set(target.translatable)
    return Link(
        name, f"{source}_id", target, f"{source}__uuid", titles, f"{source}__translations" if translated else ""
    )


@cache
def plan_of(entry: Entry) -> Plan:
    """The plan of ``entry``, read from a bare instance of its serializer class."""
    serializer = entry.serializer()
    fields = dict(serializer.fields)
    links = fields.pop("_links", None)
    relations = dict(links.fields) if links is not None else {}
    members: list[Value | Link] = []
    for name in serializer.Meta.fields:
        field = fields.get(name) or relations.get(name)
        if field is None or field.write_only:
            continue
        if name in relations:
            members.append(_link(name, field, entry.model))
        else:
            members.append(_value(entry, name, field))
    return Plan(entry, tuple(members))


@cache
def model_fields(entry: Entry, columns: tuple[str, ...]) -> tuple[models.Field[Any, Any], ...]:
    """The model field behind each ORM path, for databases whose raw values need decoding."""
    found = []
    for path in columns:
        holder: Any = entry.model
        field: Any = None
        for part in path.split("__"):
            field = holder._meta.get_field(part.removesuffix("_id") if _is_key(holder, part) else part)
            holder = field.related_model
        found.append(field.target_field if getattr(field, "target_field", None) is not None else field)
    return tuple(found)


def _is_key(model: Any, part: str) -> bool:
    if not part.endswith("_id"):
        return False
    try:
        return bool(model._meta.get_field(part.removesuffix("_id")).is_relation)
    except FieldDoesNotExist:
        return False
