"""Periods: they end after they begin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hub import errors

BEFORE_START = _("The end lies before the start.")
PAIRS = (("start_date", "end_date"),)


def check(instance: Any, *pairs: tuple[str, str]) -> None:
    """Every end among ``pairs`` of members lies at or after its start; refused at each end that does not."""
    wrong = []
    for start, end in pairs:
        first, last = getattr(instance, start), getattr(instance, end)
        if first is not None and last is not None and last < first:
            wrong.append(errors.field_error(end, "before_start", BEFORE_START))
    if wrong:
        raise errors.ValidationProblem(wrong)


def period_create(instance: Any) -> None:
    """Start and end are in order."""
    check(instance, *PAIRS)


def period_change(instance: Any, changed: set[str]) -> None:
    """Start and end stay in order."""
    check(instance, *PAIRS)
