"""What may happen to operations: entering a phase takes a place, sets dates and is kept as a stay."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hub import context, errors
from hub.models.tenant import CATALOGUE_ID
from operations.models import Operation, OperationPhase, RecordedOperationPhase

from .machine import machines_follow
from .operation_dependency import refuse_leaving

NEEDS_WORKPLACE = _("Entering this phase takes a workplace.")
COMPLETED = "COMPLETED"


def operation_create(operation: Operation) -> None:
    """An operation makes what its order makes, unless it says otherwise."""
    if operation.material_id is None:
        operation.material_id = operation.production_order.material_id


def operation_change(operation: Operation, changed: set[str]) -> None:
    """One with predecessors or successors goes into no other order."""
    if "production_order" in changed:
        refuse_leaving(operation)


def operation_enter(operation: Operation, code: str, values: dict[str, Any]) -> None:
    """Place and dates follow from the phase; the stay in the one before ends."""
    phase, before = _phase(operation, code), operation.current_workplace_id
    workplace = values.get("workplace")
    if phase.needs_workplace and workplace is None:
        raise errors.ValidationProblem([errors.field_error("workplace", "required", NEEDS_WORKPLACE)])
    now = timezone.now()
    if phase.in_progress:
        place = workplace or operation.current_workplace or operation.last_workplace
        operation.current_workplace = operation.last_workplace = place
        operation.start_date = operation.start_date or now
        operation.end_date = None
    else:
        operation.current_workplace = None
    operation.current_staff_member = values.get("staff_member") if phase.in_progress else None
    if code == COMPLETED:
        operation.end_date = now
    _record(operation, code, values, now)
    machines_follow(operation, before)


def operation_takes(code: str, tenant_id: int) -> set[str]:
    """What has to be said on entering the phase ``code``."""
    phases = OperationPhase.objects.filter(tenant_id__in=(CATALOGUE_ID, tenant_id), code=code, needs_workplace=True)
    return {"workplace"} if phases.exists() else set()


def _phase(operation: Operation, code: str) -> OperationPhase:
    found = OperationPhase.objects.filter(tenant_id__in=(CATALOGUE_ID, operation.tenant_id), code=code).first()
    assert found is not None
    return found


def _record(operation: Operation, code: str, values: dict[str, Any], now: datetime) -> None:
    """One stay ends, another begins."""
    for stay in RecordedOperationPhase.objects.select_for_update().filter(operation=operation, end_date__isnull=True):
        stay.end_date = now
        stay.save()
    RecordedOperationPhase(
        tenant_id=operation.tenant_id,
        operation=operation,
        phase=code,
        workplace=operation.current_workplace,
        staff_member=values.get("staff_member"),
        start_date=now,
    ).save(force_insert=True)


# -- sets of phases, for filters ------------------------------------------------------------------------------------


def plannable() -> list[str]:
    """Phases in which an operation can still be planned."""
    return ["RELEASED", "DISPATCHED"]


def dispatched() -> list[str]:
    """The phase of an operation that has a place and is not begun."""
    return ["DISPATCHED"]


def in_progress() -> list[str]:
    """Phases in which an operation is worked on, in the caller's tenant."""
    principal = context.current().principal
    tenants = (CATALOGUE_ID, principal.tenant_id) if principal is not None else (CATALOGUE_ID,)
    return list(OperationPhase.objects.filter(tenant_id__in=tenants, in_progress=True).values_list("code", flat=True))
