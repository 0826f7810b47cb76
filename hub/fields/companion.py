"""Companion columns: hidden columns that a field adds beside its own and keeps in step (folded text, precision)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models


class Companion(models.Field):
    """A column that belongs to the field named ``source``; never edited, serialised or asked for by itself."""

    is_companion = True
    is_folded = False

    def __init__(self, source: str, **options: Any) -> None:
        self.source = source
        options.update(editable=False, serialize=False, blank=True)
        super().__init__(**options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        for option in ("editable", "serialize", "blank", "default"):
            options.pop(option, None)
        return name, path, list(args), {"source": self.source, **options}

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        # Migration state, history copies and subclasses of abstract models name the column themselves: one is enough.
        if all(field.name != name for field in cls._meta.local_fields):
            super().contribute_to_class(cls, name, private_only)


def add_companion(cls: Any, name: str, companion: Companion) -> None:
    """Add ``companion`` to the model class, unless that is a history copy without it or migration state (which lists
    every column by itself)."""
    if cls.__module__ != "__fake__" and name not in getattr(cls, "_history_excluded_fields", ()):
        cls.add_to_class(name, companion)


def companions(model: Any) -> dict[str, tuple[Any, ...]]:
    """The companion fields of ``model`` by the name of the field that they accompany."""
    found: dict[str, tuple[Any, ...]] = {}
    for field in model._meta.concrete_fields:
        if getattr(field, "is_companion", False):
            found[field.source] = (*found.get(field.source, ()), field)
    return found


def with_companions(model: Any, names: Iterable[str]) -> list[str]:
    """``names`` (fields that a save names) with the companions that must be written with them."""
    known = companions(model)
    wanted: dict[str, None] = {}
    for name in names:
        wanted[name] = None
        wanted.update((companion.name, None) for companion in known.get(name, ()))
    return list(wanted)
