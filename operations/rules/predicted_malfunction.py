"""What may happen to predicted malfunctions: the warning comes before."""

from __future__ import annotations

from operations.models import PredictedMalfunction

from .periods import check

DATES = ("prewarning_date", "critical_date")


def predicted_malfunction_create(malfunction: PredictedMalfunction) -> None:
    """The dates are in order."""
    check(malfunction, DATES)


def predicted_malfunction_change(malfunction: PredictedMalfunction, changed: set[str]) -> None:
    """The dates stay in order."""
    check(malfunction, DATES)
