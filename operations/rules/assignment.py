"""What may happen to assignments: each period in them ends after it begins."""

from __future__ import annotations

from typing import Any

from .periods import check

PERIODS = (
    ("start_date", "end_date"),
    ("setup_start_date", "setup_end_date"),
    ("processing_start_date", "processing_end_date"),
)


def assignment_create(assignment: Any) -> None:
    """All periods are in order."""
    check(assignment, *PERIODS)


def assignment_change(assignment: Any, changed: set[str]) -> None:
    """All periods stay in order."""
    check(assignment, *PERIODS)
