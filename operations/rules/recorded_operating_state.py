"""What may happen to recorded operating states: one that has no end is what the workplace does now."""

from __future__ import annotations

from typing import Any

from operations.models import RecordedOperatingState, Workplace

from .periods import period_change, period_create


def recorded_operating_state_create(record: RecordedOperatingState) -> None:
    """It ends after it began."""
    period_create(record)


def recorded_operating_state_change(record: RecordedOperatingState, changed: set[str]) -> None:
    """It still ends after it began."""
    period_change(record, changed)


def recorded_operating_state_written(record: Any, event: str) -> None:
    """A new one without an end closes the one before it, and shows at the workplace."""
    if event != "create" or record.end_date is not None:
        return
    workplace = Workplace.objects.select_for_update().get(pk=record.workplace_id)
    others = RecordedOperatingState.objects.select_for_update().filter(workplace=workplace, end_date__isnull=True)
    for other in others.exclude(pk=record.pk).filter(start_date__lte=record.start_date):
        other.end_date = record.start_date
        other.save()
    if not others.exclude(pk=record.pk).exists():
        workplace.operating_state_id = record.operating_state_id
        workplace.save()
