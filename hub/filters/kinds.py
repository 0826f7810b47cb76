"""Filters, one class per kind of question: what a parameter accepts and the condition that it makes.

They are filters of django-filter that read their value by themselves, from query text or JSON, without forms.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from hub.fields.folded import fold
from hub.fields.partial_date import SUFFIX as PRECISION
from hub.fields.partial_date import PartialDate
from hub.filters import values
from hub.filters.values import ABSENT, ANY, Kind, Refused
from hub.store.lists import OneOf

MOST_IN_QUERY, MOST_IN_BODY = 100, 10_000


class HubFilter(Filter):
    """A filter on the column ``field_name``; ``kind`` reads its values, ``commas`` allows several in a query.

    ``order`` are the columns that ``order_by`` sorts by (empty: cannot be sorted by).
    """

    lists = True

    def __init__(self, field_name: str | None = None, *, kind: Kind, commas: bool = False, **options: Any) -> None:
        super().__init__(field_name, **options)
        self.kind, self.commas = kind, commas

    @property
    def order(self) -> tuple[str, ...]:
        return (self.field_name,)

    def read(self, raw: str) -> list[Any]:
        """The values that query text asks for, any of which may hold."""
        if not self.commas:
            return [self.kind.read(raw)]
        parts = raw.split(",")
        if len(parts) > MOST_IN_QUERY:
            raise Refused("too_many", _("At most %(most)d values; more go to search.") % {"most": MOST_IN_QUERY})
        return [self.kind.read(part.strip()) for part in parts]

    def read_json(self, raw: Any) -> list[Any]:
        """The values that a member of a search asks for: one, or a list."""
        if not isinstance(raw, list) or not self.lists:
            return [self.kind.read_json(raw)]
        if len(raw) > MOST_IN_BODY:
            raise Refused("too_many", _("At most %(most)d values.") % {"most": MOST_IN_BODY})
        found, refused = [], []
        for place, item in enumerate(raw):
            try:
                found.append(self.kind.read_json(item))
            except Refused as refusal:
                refused.append(Refused(refusal.code, refusal.detail, place))
        if refused:
            refused[0].all = refused
            raise refused[0]
        return found

    def condition(self, wanted: list[Any]) -> Q:
        """Any of ``wanted``; nothing where there are none."""
        found = Q(pk__in=())
        if any(value is ABSENT for value in wanted):
            found |= Q(**{f"{self.field_name}__isnull": True})
        if any(value is ANY for value in wanted):
            found |= Q(**{f"{self.field_name}__isnull": False})
        given = [value for value in wanted if value is not ABSENT and value is not ANY]
        return found | self.among(given) if given else found

    def among(self, given: list[Any]) -> Q:
        """The column holds one of ``given``."""
        return among(self.field_name, given)

    def filter(self, qs: Any, value: Any) -> Any:
        return qs.filter(self.condition(value))

    def parameter(self) -> dict[str, Any]:
        """Schema and style of the query parameter, for OpenAPI."""
        if not self.commas:
            return {"schema": dict(self.kind.schema)}
        words = {"enum": ["null", "!null"]}
        items = {"anyOf": [self.kind.schema, words]}
        return {"schema": {"type": "array", "items": items, "maxItems": MOST_IN_QUERY}, "explode": False}

    def member(self) -> dict[str, Any]:
        """Schema of the member of a search."""
        one = {"anyOf": [self.kind.schema, {"type": "null"}]} if self.kind.absent else dict(self.kind.schema)
        if not self.lists:
            return one
        return {"anyOf": [one, {"type": "array", "items": one, "maxItems": MOST_IN_BODY}]}


def among(path: str, given: Iterable[Any]) -> Q:
    """``path`` is one of ``given``, in one parameter."""
    given = list(dict.fromkeys(given))
    return Q(**{path: given[0]}) if len(given) == 1 else Q(**{f"{path}__{OneOf.lookup_name}": given})


class BoundFilter(HubFilter):
    """``<name>_from`` or ``<name>_to``, both inclusive. A partial date stands for its first or its last day."""

    lists = False
    order = ()

    def __init__(self, field_name: str, *, kind: Kind, upper: bool, **options: Any) -> None:
        super().__init__(field_name, kind=replace(kind, words=False, absent=False), **options)
        self.upper = upper

    def condition(self, wanted: list[Any]) -> Q:
        value = wanted[0]
        if isinstance(value, PartialDate):
            value = value.last() if self.upper else value.first()
        # Django takes a bound beyond the column's range for "all rows", which would let in those without a value.
        present = Q(**{f"{self.field_name}__isnull": False})
        return present & Q(**{f"{self.field_name}__{'lte' if self.upper else 'gte'}": value})


class ReferenceFilter(HubFilter):
    """``<name>_id``: ids or UUIDs of the things referred to."""

    def __init__(self, field_name: str, *, related: Any, **options: Any) -> None:
        self.related = related
        identified = any(field.name == "uuid" for field in related._meta.fields)
        super().__init__(field_name, kind=values.REFERENCE if identified else values.INTEGER, commas=True, **options)

    def among(self, given: list[Any]) -> Q:
        uuids = [value for value in given if isinstance(value, UUID)]
        ids = [value for value in given if not isinstance(value, UUID)]
        found = among(self.field_name, ids) if ids else Q()
        if uuids:
            rows = self.related._base_manager.filter(among("uuid", uuids))
            found |= Q(**{f"{self.field_name}__in": rows.values("pk")})
        return found


class PartialDateFilter(HubFilter):
    """Dates of exactly the precision that is asked for."""

    def __init__(self, field_name: str, **options: Any) -> None:
        super().__init__(field_name, kind=values.PARTIAL_DATE, **options)

    @property
    def order(self) -> tuple[str, ...]:
        return self.field_name, self.field_name + PRECISION

    def among(self, given: list[PartialDate]) -> Q:
        found = Q()
        for precision in sorted({value.precision for value in given}):
            days = [value.first() for value in given if value.precision == precision]
            found |= Q(**{self.field_name + PRECISION: precision}) & among(self.field_name, days)
        return found


class ChoiceFilter(HubFilter):
    """States and other codes from a fixed list, without regard to case; a star stands for any text. With ``empty``
    the field may be left empty, and an empty value finds those that are."""

    def __init__(
        self, field_name: str, *, choices: Iterable[tuple[Any, Any]], empty: bool = False, **options: Any
    ) -> None:
        # Numbers are an inner matter; clients see and use their titles.
        names = {str(code if isinstance(code, str) else title): code for code, title in choices}
        self.codes = {fold(name): code for name, code in names.items()} | ({"": ""} if empty else {})
        expected = _("Expected one of %(names)s.") % {"names": ", ".join(names)}
        schema = {"type": "string", "examples": list(names)}
        kind = Kind(expected, self._codes, self._json_codes, schema, empty=empty)
        super().__init__(field_name, kind=kind, commas=True, **options)

    def _codes(self, raw: str) -> tuple[Any, ...]:
        pattern = re.compile(".*".join(re.escape(part) for part in fold(raw).split("*")), re.DOTALL)
        found = tuple(code for folded, code in self.codes.items() if pattern.fullmatch(folded))
        if not found:
            raise ValueError
        return found

    def _json_codes(self, raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, str):
            raise TypeError
        return self._codes(raw)

    def among(self, given: list[Any]) -> Q:
        return among(self.field_name, [code for codes in given for code in codes])


class DecimalFilter(HubFilter):
    """Exact numbers; what the column could not hold matches nothing."""

    def __init__(self, field_name: str, *, digits: int, places: int, **options: Any) -> None:
        self.digits, self.places = digits, places
        super().__init__(field_name, kind=values.DECIMAL, commas=True, **options)

    def among(self, given: list[Decimal]) -> Q:
        limit = Decimal(10) ** (self.digits - self.places)
        fitting = [v for v in given if abs(v) < limit and v == round_to(v, self.places, ROUND_FLOOR)]
        return among(self.field_name, fitting) if fitting else Q(pk__in=())


class DecimalBoundFilter(BoundFilter):
    """A bound on exact numbers, rounded inwards to what the column can hold."""

    def __init__(self, field_name: str, *, digits: int, places: int, upper: bool, **options: Any) -> None:
        self.digits, self.places = digits, places
        super().__init__(field_name, kind=values.DECIMAL, upper=upper, **options)

    def condition(self, wanted: list[Any]) -> Q:
        value, limit = wanted[0], Decimal(10) ** (self.digits - self.places)
        if abs(value) >= limit:
            beyond_all = (value > 0) == self.upper
            return Q(**{f"{self.field_name}__isnull": False}) if beyond_all else Q(pk__in=())
        return super().condition([round_to(value, self.places, ROUND_FLOOR if self.upper else ROUND_CEILING)])


def round_to(value: Decimal, places: int, rounding: str) -> Decimal:
    """``value`` (below 10^80) with that many places."""
    return value.quantize(Decimal(1).scaleb(-places), rounding, Context(prec=200))
