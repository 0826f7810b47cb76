"""How recorded states of machines are corrected: other details for a time, which splits a record where it has to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hub import errors
from operations.models import (
    Machine,
    MachineStateDetail,
    RecordedMachineStateDetail,
    RecordedMachineStateDetailLink,
)

from .machine import because, begin, check_details
from .periods import BEFORE_START

NO_RECORD = _("Nothing was recorded at this moment.")
BEYOND = _("The state did not last that long.")
FINAL = _("What was recorded for this time may not be changed.")
WHOLE = _("What was recorded for this time may not be split.")
#: Clients that cut moments to milliseconds mean the moment itself.
CUT = timedelta(milliseconds=1)


def details_correct(
    machine: Machine,
    *,
    start: datetime,
    end: datetime | None,
    details: Sequence[MachineStateDetail],
    remark: str | None,
) -> RecordedMachineStateDetail:
    """From ``start`` on, until ``end`` or the end of the record, a machine was in its state because of ``details``.
    Returns the record of that time; what was recorded before and after it stays."""
    record = _at(machine, start)
    start = max(start, record.start_date)
    if end is not None and record.end_date is not None and end <= record.end_date < end + CUT:
        end = record.end_date
    _check(record, start, end)
    check_details(details, record.state)
    known = [link.machine_state_detail for link in _links(record).select_related("machine_state_detail")]
    splits = start > record.start_date or (end is not None and end != record.end_date)
    if any(not detail.is_recordable for detail in known):
        raise errors.Conflict("not_recordable", FINAL)
    if splits and any(not detail.is_splittable for detail in known):
        raise errors.Conflict("not_splittable", WHOLE)
    rest = record.end_date
    place = {"workplace_id": record.workplace_id}
    if end is not None and end != rest:
        begin(machine, record.state, end, known, end_date=rest, remark=record.remark, **place)
        rest = end
    if start > record.start_date:
        text = record.remark if remark is None else remark
        record.end_date = start
        record.save()
        return begin(machine, record.state, start, details, end_date=rest, remark=text, **place)
    return _replace(record, rest, details, remark)


def _at(machine: Machine, moment: datetime) -> RecordedMachineStateDetail:
    """The record that begins at ``moment``, or in which it lies."""
    records = RecordedMachineStateDetail.objects.select_for_update().filter(machine=machine).order_by("-start_date")
    begun = records.filter(start_date__gte=moment, start_date__lt=moment + CUT).first()
    if begun is not None:
        return begun
    lasting = Q(end_date__isnull=True) | Q(end_date__gt=moment)
    found = records.filter(lasting, start_date__lte=moment).first()
    if found is None:
        raise errors.ValidationProblem([errors.field_error("start_date", "not_found", NO_RECORD)])
    return found


def _check(record: RecordedMachineStateDetail, start: datetime, end: datetime | None) -> None:
    if end is None:
        return
    if end <= start:
        raise errors.ValidationProblem([errors.field_error("end_date", "before_start", BEFORE_START)])
    if record.end_date is not None and end > record.end_date:
        raise errors.ValidationProblem([errors.field_error("end_date", "invalid", BEYOND)])


def _replace(
    record: RecordedMachineStateDetail,
    end: datetime | None,
    details: Sequence[MachineStateDetail],
    remark: str | None,
) -> RecordedMachineStateDetail:
    """The record itself, with other details and another end; what is as it was is not written."""
    text = record.remark if remark is None else remark
    if (record.end_date, record.remark) != (end, text):
        record.end_date, record.remark = end, text
        record.save()
    links = {link.machine_state_detail_id: link for link in _links(record)}
    wanted = {detail.pk for detail in details}
    for key, link in links.items():
        if key not in wanted:
            link.delete()
    because(record, [detail for detail in details if detail.pk not in links])
    return record


def _links(record: RecordedMachineStateDetail):  # type: ignore[no-untyped-def]
    return RecordedMachineStateDetailLink.objects.filter(recorded_machine_state_detail=record).order_by("pk")
