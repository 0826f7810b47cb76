"""Paging by key over any order: the condition that continues after a row, with nulls last in both directions."""

from __future__ import annotations

import datetime
import uuid
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from hub.errors import BadParameter

Order = list[str]


def expressions(order: Order) -> list[Any]:
    """``order`` (column names, ``-`` for descending) as expressions with nulls last, alike on every database."""
    return [
        F(name[1:]).desc(nulls_last=True) if name.startswith("-") else F(name).asc(nulls_last=True) for name in order
    ]


def columns(order: Order) -> list[str]:
    return [name.removeprefix("-") for name in order]


def after(queryset: QuerySet[Any], order: Order, values: tuple[Any, ...]) -> QuerySet[Any]:
    """Only the rows that come after the one whose order columns hold ``values``."""
    if not values:
        return queryset
    if len(values) != len(order):
        raise BadParameter("after", _("This cursor was made for another question; begin again with an empty one."))
    condition, equal = Q(pk__in=()), Q()
    for name, raw in zip(order, values, strict=True):
        column = name.removeprefix("-")
        value = _typed(queryset.model._meta.get_field(column), raw)
        if value is not None:
            beyond = Q(**{f"{column}__{'lt' if name.startswith('-') else 'gt'}": value})
            condition |= equal & (beyond | Q(**{f"{column}__isnull": True}))
            equal &= Q(**{column: value})
        else:
            equal &= Q(**{f"{column}__isnull": True})
    return queryset.filter(condition)


def _typed(field: Any, raw: Any) -> Any:
    if raw is None:
        return None
    if isinstance(field, models.DateTimeField):
        return parse_datetime(raw)
    if isinstance(field, models.DateField):
        return parse_date(raw)
    if isinstance(field, models.UUIDField):
        return uuid.UUID(raw)
    return raw


def plain(values: list[Any]) -> list[Any]:
    """Key values as JSON can hold them."""
    return [str(value) if isinstance(value, (uuid.UUID, datetime.date, Decimal)) else value for value in values]
