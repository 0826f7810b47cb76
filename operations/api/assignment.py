"""Assignments of operations: planningResult and forecastResult, one by one and in bulk."""

from __future__ import annotations

from typing import Any

from hub.hal.serializer import HalSerializer
from hub.registry import Rules, Sub
from hub.viewsets.sub import SubViewSet
from operations.models import ForecastResult, PlanningResult
from operations.rules.assignment import assignment_change, assignment_create

MEMBERS = [
    "operation",
    "workplace",
    "start_date",
    "end_date",
    "setup_start_date",
    "setup_end_date",
    "processing_start_date",
    "processing_end_date",
    "fixed",
    "updated_at",
]


def _kind(assignment: Any, path: str) -> tuple[Sub, Any]:
    meta = type("Meta", (), {"model": assignment, "fields": MEMBERS})
    entry = Sub(
        model=assignment,
        owner="operation",
        key="operation",
        path=path,
        rules=Rules(create=assignment_create, change=assignment_change),
        actions=frozenset({"update", "delete", "history", "bulk"}),
    )
    members = {"Meta": meta, "__doc__": assignment.__doc__}
    return entry, type(f"{assignment.__name__}Serializer", (HalSerializer,), members)


class AssignmentViewSet(SubViewSet):
    """Where and when an operation is planned, or expected, to be done."""

    kinds = (_kind(PlanningResult, "planningResult"), _kind(ForecastResult, "forecastResult"))
