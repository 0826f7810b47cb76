"""What may happen to production orders, and the state that follows from their operations."""

from __future__ import annotations

from typing import Any

from hub.access import Principal
from operations.models import Operation, PlanningResult, ProductionOrder

from .periods import check

DATES = (("basic_start_date", "basic_end_date"), ("scheduled_start_date", "scheduled_end_date"))
FINAL, DONE, WAITING = {"CLOSED"}, {"COMPLETED", "CLOSED"}, {"RELEASED", "DISPATCHED"}


def production_order_create(order: ProductionOrder) -> None:
    """The dates are in order."""
    check(order, *DATES)


def production_order_change(order: ProductionOrder, changed: set[str]) -> None:
    """The dates stay in order."""
    check(order, *DATES)


def with_state(principal: Principal, rows: list[Any], items: list[dict[str, Any]]) -> None:
    """Each order's ``state``, out of the phases of its operations and whether any is planned."""
    keys = [row[0] for row in rows]
    phases: dict[int, set[str]] = {}
    found = Operation.objects.filter(production_order_id__in=keys).order_by()
    for key, phase in found.values_list("production_order_id", "phase").distinct():
        phases.setdefault(key, set()).add(phase)
    planned = PlanningResult.objects.filter(operation__production_order_id__in=keys).order_by()
    with_plan = set(planned.values_list("operation__production_order_id", flat=True).distinct())
    for key, item in zip(keys, items, strict=True):
        item["state"] = state_of(phases.get(key, set()), key in with_plan)


def state_of(phases: set[str], planned: bool) -> str:
    """RELEASED, PLANNED, STARTED, COMPLETED or CLOSED."""
    if phases and phases <= FINAL:
        return "CLOSED"
    if phases and phases <= DONE:
        return "COMPLETED"
    if phases - WAITING - FINAL:
        return "STARTED"
    return "PLANNED" if planned or "DISPATCHED" in phases else "RELEASED"
