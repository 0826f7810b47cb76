"""What may happen to machines: their states are recorded, and they know what is in progress at their workplace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import isfinite
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub import access, context, errors
from hub.models.tenant import CATALOGUE_ID
from operations.models import (
    Machine,
    MachineStateDetail,
    Operation,
    OperationSpecification,
    QualityType,
    RecordedMachineStateDetail,
    RecordedMachineStateDetailLink,
)

OTHER_STATE = _("This detail belongs to another state of machines.")
NOTHING = _("Nothing is in progress at the workplace of this machine.")
TOO_MUCH = _("That is more than can be counted.")
YIELD = "YIELD"


# -- states -----------------------------------------------------------------------------------------------------------


def machine_enter(machine: Machine, code: str, values: dict[str, Any]) -> None:
    """The state before ends, another begins, with the details of it."""
    details, now = values.get("details", []), timezone.now()
    check_details(details, code)
    lasting = RecordedMachineStateDetail.objects.select_for_update().filter(machine=machine, end_date__isnull=True)
    for record in lasting:
        record.end_date = now
        record.save()
    begin(machine, code, now, details, workplace_id=machine.workplace_id, remark=values.get("remark", ""))


def begin(
    machine: Machine, state: str, start: datetime, details: Iterable[MachineStateDetail], **values: Any
) -> RecordedMachineStateDetail:
    """A new record of a state."""
    record = RecordedMachineStateDetail(
        tenant_id=machine.tenant_id, machine=machine, state=state, start_date=start, **values
    )
    record.save(force_insert=True)
    because(record, details)
    return record


def because(record: RecordedMachineStateDetail, details: Iterable[MachineStateDetail]) -> None:
    """Put ``details`` to a record."""
    for detail in dict.fromkeys(details):
        RecordedMachineStateDetailLink(
            tenant_id=record.tenant_id, recorded_machine_state_detail=record, machine_state_detail=detail
        ).save(force_insert=True)


def check_details(details: Iterable[MachineStateDetail], state: str) -> None:
    """Each detail is one of this state, or of any."""
    wrong = [
        errors.field_error(("details", place), "invalid", OTHER_STATE)
        for place, detail in enumerate(details)
        if detail.machine_state is not None and detail.machine_state.code != state
    ]
    if wrong:
        raise errors.ValidationProblem(wrong)


# -- what is in progress ----------------------------------------------------------------------------------------------


def machine_create(machine: Machine) -> None:
    """It takes over what is in progress at its workplace."""
    machine.current_operation = _last_begun(machine.workplace_id)


def machine_change(machine: Machine, changed: set[str]) -> None:
    """At another workplace something else is in progress."""
    if "workplace" in changed:
        machine_create(machine)


def machines_follow(operation: Operation, left: int | None) -> None:
    """Machines at the workplace that an operation has ``left``, and where it is now, know what is in progress there."""
    here = operation.current_workplace_id
    if here is not None:
        _know(here, operation)
    if left is not None and left != here:
        _know(left, _last_begun(left, without=operation))


def _know(workplace: int, operation: Operation | None) -> None:
    for machine in Machine.objects.select_for_update().filter(workplace_id=workplace).order_by("pk"):
        if machine.current_operation_id != (operation.pk if operation is not None else None):
            machine.current_operation = operation
            machine.save()


def _last_begun(workplace: int | None, without: Operation | None = None) -> Operation | None:
    if workplace is None:
        return None
    found: QuerySet[Operation] = Operation.objects.filter(current_workplace_id=workplace)
    if without is not None:
        found = found.exclude(pk=without.pk)
    return found.order_by("-start_date", "-pk").first()


# -- quantities -------------------------------------------------------------------------------------------------------


def operation_at(key: int) -> Operation:
    """What is in progress where a machine stands, as far as the caller may read it; 409 where there is nothing."""
    principal, rows = context.current().principal, Operation.objects.filter(machines=key)
    if principal is not None:
        rows = access.provider().narrow(rows, principal, "operation")
    found = rows.first()
    if found is None:
        raise errors.Conflict("nothing_in_progress", NOTHING)
    return found


def units(operation: Operation, strokes: int) -> float:
    """How many come out of ``strokes``: one of each, unless the operation says how many a cycle makes."""
    wanted = OperationSpecification.objects.filter(pk=operation.pk).values_list("units_per_machine_cycle", flat=True)
    made = strokes * float(next(iter(wanted), None) or 1)
    if not isfinite(made):
        raise errors.ValidationProblem([errors.field_error("strokes", "invalid", TOO_MUCH)])
    return made


def quality_counted() -> QualityType:
    """The quality of what a machine counts and nobody has judged."""
    return QualityType.objects.get(tenant_id=CATALOGUE_ID, code=YIELD)
