"""Which filters a model field gets: the field's own name, and ``_from`` and ``_to`` where values have an order."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import models

from hub.fields.folded import FoldedCharField, FoldedEmailField, FoldedTextField
from hub.fields.partial_date import PartialDateField
from hub.filters import values
from hub.filters.kinds import (
    BoundFilter,
    ChoiceFilter,
    DecimalBoundFilter,
    DecimalFilter,
    HubFilter,
    PartialDateFilter,
    ReferenceFilter,
)
from hub.filters.text import TextFilter

Filters = dict[str, HubFilter]
#: Fields of every resource; they are listed last.
COMMON = ("id", "uuid", "tenant", "created_at", "updated_at")
NEVER = frozenset({"description", "translations", "version"})


def field_names(model: Any) -> list[str]:
    """The fields of ``model`` that can be asked for: all but descriptions, secrets and what has no filter."""
    hidden = NEVER | set(getattr(model, "history_excluded", ()))
    names = [field.name for field in model._meta.concrete_fields if field.name not in hidden and filters_for(field)]
    return [name for name in names if name not in COMMON] + [name for name in COMMON if name in names]


def named_filters(model: Any, name: str) -> Filters:
    """The filters of the field called ``name``; a name that has none is a programming error."""
    found = filters_for(model._meta.get_field(name))
    if not found:
        raise ImproperlyConfigured(
            f"{model.__name__}.{name} cannot be filtered: text must be folded (FoldedCharField) or have choices."
        )
    return found


def filters_for(field: Any) -> Filters:
    """Filters by parameter name; none for what is hidden, plain text (it could only be found case by case) or has no
    order and no equality (JSON, files)."""
    name = field.name
    if getattr(field, "is_companion", False):
        return {}
    if field.is_relation:
        return {f"{name}_id": _reference(field)} if field.many_to_one or field.one_to_one else {}
    if field.choices:
        return {name: ChoiceFilter(name, choices=field.flatchoices, empty=field.blank and not field.null)}
    if isinstance(field, (FoldedCharField, FoldedEmailField, FoldedTextField)):
        return {name: TextFilter(name, longest=field.max_length)}
    if isinstance(field, PartialDateField):
        return {name: PartialDateFilter(name), **_bounds(name, values.PARTIAL_DATE)}
    if isinstance(field, models.DecimalField):
        return _decimal(field)
    return _simple(field)


def _simple(field: Any) -> Filters:
    name = field.name
    if isinstance(field, models.DateTimeField):
        return {name: HubFilter(name, kind=values.TIMESTAMP), **_bounds(name, values.TIMESTAMP)}
    if isinstance(field, models.DateField):
        return {name: HubFilter(name, kind=values.DATE), **_bounds(name, values.PARTIAL_DATE)}
    if isinstance(field, models.UUIDField):
        return {name: HubFilter(name, kind=values.UUID, commas=True)}
    if isinstance(field, models.BooleanField):
        return {name: HubFilter(name, kind=values.BOOLEAN)}
    if field.primary_key and isinstance(field, models.AutoField):
        return {name: HubFilter(name, kind=values.INTEGER, commas=True)}
    for model_class, kind in ((models.IntegerField, values.INTEGER), (models.FloatField, values.FLOAT)):
        if isinstance(field, model_class):
            return {name: HubFilter(name, kind=kind, commas=True), **_bounds(name, kind)}
    return {}


def _bounds(name: str, kind: values.Kind) -> Filters:
    return {
        f"{name}_from": BoundFilter(name, kind=kind, upper=False),
        f"{name}_to": BoundFilter(name, kind=kind, upper=True),
    }


def _decimal(field: Any) -> Filters:
    name, size = field.name, {"digits": field.max_digits, "places": field.decimal_places}
    return {
        name: DecimalFilter(name, **size),
        f"{name}_from": DecimalBoundFilter(name, upper=False, **size),
        f"{name}_to": DecimalBoundFilter(name, upper=True, **size),
    }


def _reference(field: Any) -> HubFilter:
    return ReferenceFilter(field.attname, related=field.related_model)
