"""Dates known to the year, the month or the day, which keep that precision in storage, output and comparison.

Stored as a date column (the first day) and a companion column ``<name>_precision``.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import DEFERRED
from django.db.models.query_utils import DeferredAttribute
from rest_framework import serializers

from hub.fields.companion import Companion, add_companion

YEAR, MONTH, DAY = 1, 2, 3
SUFFIX = "_precision"
EXPECTED = "Expected YYYY, YYYY-MM or YYYY-MM-DD."
_PATTERN = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LENGTH = {YEAR: 4, MONTH: 7, DAY: 10, None: 10}


def render(date: datetime.date | str | None, precision: int | None) -> str | None:
    """The text of the two stored columns: ``(date(2016, 6, 1), 2)`` is ``"2016-06"``."""
    return None if date is None else str(date)[: _LENGTH[precision]]


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date of the years 1 to 9999 known to its ``precision``; ordered by first day, the coarser one first."""

    day: datetime.date
    precision: int = DAY

    def __post_init__(self) -> None:
        if self.precision not in (YEAR, MONTH, DAY):
            raise ValueError("A precision is 1 (year), 2 (month) or 3 (day).")
        month = 1 if self.precision == YEAR else self.day.month
        day = self.day.day if self.precision == DAY else 1
        object.__setattr__(self, "day", datetime.date(self.day.year, month, day))

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """From ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``; anything else is a ValueError."""
        match = _PATTERN.fullmatch(text)
        if match is None:
            raise ValueError(EXPECTED)
        year, month, day = match.groups()
        try:
            date = datetime.date(int(year), int(month or 1), int(day or 1))
        except ValueError:
            raise ValueError(EXPECTED) from None
        return cls(date, DAY if day else MONTH if month else YEAR)

    def __str__(self) -> str:
        return str(render(self.day, self.precision))

    def first(self) -> datetime.date:
        """The first day it covers."""
        return self.day

    def last(self) -> datetime.date:
        """The last day it covers."""
        if self.precision == DAY:
            return self.day
        month = 12 if self.precision == YEAR else self.day.month
        return self.day.replace(month=month, day=calendar.monthrange(self.day.year, month)[1])


def to_partial_date(value: Any) -> PartialDate | None:
    """From text, a date or None; a ValidationError says what is expected."""
    if value is None or isinstance(value, PartialDate):
        return value
    if isinstance(value, datetime.datetime):
        value = value.date()
    if isinstance(value, datetime.date):
        return PartialDate(value)
    try:
        return PartialDate.parse(value)
    except (TypeError, ValueError):
        raise ValidationError(EXPECTED, code="invalid") from None


class _Stored(datetime.date):
    """A date column as loaded; its precision comes with the companion and is not to be guessed."""


class PartialDateAttribute(DeferredAttribute):
    """Joins the two columns to one PartialDate, and takes them apart."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        value = super().__get__(instance, cls)
        if not isinstance(value, datetime.date):
            return value
        return PartialDate(value, getattr(instance, self.field.attname + SUFFIX) or DAY)

    def __set__(self, instance: Any, value: Any) -> None:
        if not isinstance(value, _Stored):
            if hasattr(value, "resolve_expression"):
                raise TypeError(f"{self.field.name} takes a value, not an expression.")
            value = to_partial_date(value or None)
            instance.__dict__[self.field.attname + SUFFIX] = value.precision if value else None
            value = value.first() if value else None
        instance.__dict__[self.field.attname] = value


class PrecisionColumn(Companion, models.SmallIntegerField):
    """The hidden column ``<source>_precision``: 1 year, 2 month, 3 day, NULL where there is no date."""

    def __init__(self, source: str, **options: Any) -> None:
        options["null"] = True
        super().__init__(source, **options)

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()
        options.pop("null", None)
        return name, path, args, options

    def get_default(self) -> Any:
        return DEFERRED  # a new object takes its precision from the date, which was set before it

    def db_check(self, connection: Any) -> str:
        return f"{connection.ops.quote_name(self.column)} BETWEEN {YEAR} AND {DAY}"


class PartialDateField(models.Field):
    """A date with a precision; the Python value is a PartialDate and may be set from text or a date."""

    descriptor_class = PartialDateAttribute
    raw_renders = True  # ``render`` takes the columns as a database gives them, so hot reads need not decode
    description = "Date known to the year, month or day"

    def get_internal_type(self) -> str:
        return "DateField"

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        add_companion(cls, name + SUFFIX, PrecisionColumn(source=name))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return value if value is None else _Stored(value.year, value.month, value.day)

    def to_python(self, value: Any) -> PartialDate | None:
        return to_partial_date(value)

    def get_prep_value(self, value: Any) -> Any:
        partial = to_partial_date(super().get_prep_value(value))
        return partial.first() if partial else None

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return connection.ops.adapt_datefield_value(value if prepared else self.get_prep_value(value))

    def value_to_string(self, obj: Any) -> str:
        value = self.value_from_object(obj)
        return "" if value is None else str(value)

    def formfield(self, **options: Any) -> Any:  # type: ignore[override]
        return super().formfield(**{"form_class": PartialDateFormField, **options})


class PartialDateFormField(forms.Field):
    """The form field of a partial date, in the admin for example."""

    default_error_messages = {"invalid": EXPECTED}

    def to_python(self, value: Any) -> PartialDate | None:
        return None if value in self.empty_values else to_partial_date(str(value).strip())


class PartialDateSerializerField(serializers.Field):
    """A partial date on the wire."""

    default_error_messages = {"invalid": EXPECTED}

    render = staticmethod(render)

    @staticmethod
    def columns(source: str) -> tuple[str, str]:
        """The columns that ``render`` takes, as ORM paths."""
        return source, source + SUFFIX

    def to_internal_value(self, data: Any) -> PartialDate:
        try:
            return PartialDate.parse(data)
        except (TypeError, ValueError):
            self.fail("invalid")

    def to_representation(self, value: PartialDate) -> str:
        return str(value)
