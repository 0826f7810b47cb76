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
    """One without an end closes those before it; the newest without an end shows at the workplace."""
    if event == "create" and record.end_date is not None:
        return
    workplace = Workplace.objects.select_for_update().get(pk=record.workplace_id)
    open_ones = RecordedOperatingState.objects.select_for_update().filter(workplace=workplace, end_date__isnull=True)
    if event == "delete":
        open_ones = open_ones.exclude(pk=record.pk)
    elif record.end_date is None:
        for other in open_ones.exclude(pk=record.pk).filter(start_date__lte=record.start_date):
            other.end_date = record.start_date
            other.save()
    _show(workplace, open_ones.order_by("-start_date", "-pk").first(), record)


def _show(workplace: Workplace, newest: RecordedOperatingState | None, changed: RecordedOperatingState) -> None:
    """Where nothing is open any more, what is shown goes with the record that it came from."""
    shown = workplace.operating_state_id
    if newest is not None:
        shown = newest.operating_state_id
    elif shown == changed.operating_state_id:
        shown = Workplace._meta.get_field("operating_state").get_default()
    if shown != workplace.operating_state_id:
        workplace.operating_state_id = shown
        workplace.save()
