"""Filters that several kinds of things share: what a thing's specifications say, when a document is valid."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from assets.models.specification import SETS
from hub.errors import ValidationProblem, field_error, parameter_error
from hub.fields.partial_date import DAY, MONTH, YEAR
from hub.filters import HubFilter, ResourceFilterSet, TextFilter, values

KEY, VALUE = "specifications_key", "specifications_value"
AS_MANY = _("As many values as keys, or one key.")


class TermFilter(HubFilter):
    """Folded texts with stars, a comma between several; which rows they find is the filter set's matter."""

    order = ()

    def __init__(self, **options: Any) -> None:
        super().__init__("pk", kind=values.TEXT, commas=True, **options)

    def parameter(self) -> dict[str, Any]:
        return {"schema": {"type": "array", "items": dict(self.kind.schema), "maxItems": 100}, "explode": False}


class SpecifiedFilterSet(ResourceFilterSet):
    """Filters of things that have specifications. Keys and values stand in pairs, all of which must hold; one key may
    have one of several values; keys or values alone ask for any of them. Vectors have no value to be found by."""

    specifications_key = TermFilter()
    specifications_value = TermFilter()

    @classmethod
    def from_query(cls, query: Any, request: Any = None, **options: Any) -> Any:
        found = super().from_query(query, request, **options)
        if found.uneven:
            raise ValidationProblem([parameter_error(VALUE, "invalid", AS_MANY)])
        return found

    @classmethod
    def from_body(cls, body: Any, request: Any = None) -> Any:
        found = super().from_body(body, request)
        if found.uneven:
            raise ValidationProblem([field_error(VALUE, "invalid", AS_MANY)])
        return found

    @property
    def uneven(self) -> bool:
        """Keys and values do not pair."""
        keys, wanted = self.cleaned.get(KEY), self.cleaned.get(VALUE)
        return bool(keys and wanted and len(keys) > 1 and len(keys) != len(wanted))

    def apply(self, queryset: QuerySet[Any]) -> QuerySet[Any]:
        for name, wanted in self.cleaned.items():
            if name not in (KEY, VALUE):
                queryset = self.base_filters[name].filter(queryset, wanted)
        for condition in self._conditions():
            queryset = queryset.filter(pk__in=self._terms().objects.filter(condition).values("set_id"))
        return queryset

    def _terms(self) -> Any:
        model = self._meta.model
        return next(terms for sets, terms in SETS if sets.owner() is model)

    def _conditions(self) -> list[Q]:
        keys, wanted = self.cleaned.get(KEY), self.cleaned.get(VALUE)
        if keys and wanted and len(keys) == len(wanted):
            return [self._key([key]) & self._value([value]) for key, value in zip(keys, wanted, strict=True)]
        condition = (self._key(keys) if keys else Q()) & (self._value(wanted) if wanted else Q())
        return [condition] if keys or wanted else []

    def _key(self, keys: list[str]) -> Q:
        return self._text("key").condition(keys)

    def _value(self, wanted: list[str]) -> Q:
        """Long values have only their start in the short column."""
        starred = [value for value in wanted if isinstance(value, str) and "*" in value]
        found = self._text("value").condition(wanted) & Q(long_value__isnull=True)
        return found | self._text("long_value").condition(starred) if starred else found

    def _text(self, name: str) -> TextFilter:
        one = TextFilter(name)
        one.model = self._terms()
        return one


class ValidAtFilter(HubFilter):
    """What is valid on a date, or at some day of a year or a month: since before or then, until then or later."""

    order = ()
    lists = False

    def __init__(self, **options: Any) -> None:
        super().__init__("valid_from", kind=replace(values.PARTIAL_DATE, words=False, absent=False), **options)

    def condition(self, wanted: list[Any]) -> Q:
        first, last = wanted[0].first(), wanted[0].last()
        begun = Q(valid_from__isnull=True) | Q(valid_from__lte=last)
        # An end known to the month or the year lasts to its last day, and is stored as its first.
        starts = {DAY: first, MONTH: first.replace(day=1), YEAR: first.replace(month=1, day=1)}
        lasting = Q(valid_until__isnull=True)
        for precision, start in starts.items():
            lasting |= Q(valid_until_precision=precision, valid_until__gte=start)
        return begun & lasting
