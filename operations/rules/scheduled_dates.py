"""What may happen to scheduled dates: each end lies after its start."""

from __future__ import annotations

from operations.models import ScheduledDates

from .periods import check

PERIODS = tuple((f"{kind}_start_date", f"{kind}_end_date") for kind in ("earliest", "latest", "scheduled"))


def scheduled_dates_create(dates: ScheduledDates) -> None:
    """All pairs are in order."""
    check(dates, *PERIODS)


def scheduled_dates_change(dates: ScheduledDates, changed: set[str]) -> None:
    """All pairs stay in order."""
    check(dates, *PERIODS)
