"""Assignments of operations: planningResult and forecastResult, one by one and in bulk."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hub.fields.timestamp import TimestampField
from hub.filters import RelatedTextFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Rules, Sub
from hub.viewsets.sub import SubViewSet
from operations.filters import (
    AssignedGroupFilter,
    AssignedGroupNumberFilter,
    EndsAfter,
    RelatedReferenceFilter,
    StartsBefore,
)
from operations.models import ErpContext, ForecastResult, PlanningResult
from operations.rules import key_figures
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


#: What is told of those that were asked for; durations are milliseconds, ratios 0 to 1, null where there is nothing.
FIGURES: dict[str, Any] = {
    "start_date": TimestampField(allow_null=True),
    "end_date": TimestampField(allow_null=True),
    "number_of_workplaces": serializers.IntegerField(),
    "planned_processing_time": serializers.IntegerField(),
    "planned_execution_time": serializers.IntegerField(),
    "number_of_planned_production_orders": serializers.IntegerField(),
    "number_of_partially_planned_production_orders": serializers.IntegerField(),
    "planned_lead_time": serializers.IntegerField(allow_null=True),
    "adherence_to_delivery_dates": serializers.FloatField(allow_null=True),
    "occupancy_rate": serializers.FloatField(allow_null=True),
}


class AssignmentFilter(ResourceFilterSet):
    """What assignments can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")
    workplace_number = RelatedTextFilter(field="workplace__number")
    workplace_group_id = AssignedGroupFilter()
    workplace_group_number = AssignedGroupNumberFilter()
    erp_context_id = RelatedReferenceFilter("operation__production_order__erp_context_id", related=ErpContext)


def _kind(assignment: Any, path: str) -> tuple[Sub, Any, Any]:
    meta = type("Meta", (), {"model": assignment, "fields": MEMBERS})
    entry = Sub(
        model=assignment,
        owner="operation",
        key="operation",
        path=path,
        rules=Rules(create=assignment_create, change=assignment_change),
        actions=frozenset({"update", "delete", "history", "bulk", "list"}),
        figures=key_figures.of_assignments,
        figured=FIGURES,
    )
    members = {"Meta": meta, "__doc__": assignment.__doc__}
    serializer = type(f"{assignment.__name__}Serializer", (HalSerializer,), members)
    questions = type("Meta", (), {"model": assignment})
    return entry, serializer, type(f"{assignment.__name__}Filter", (AssignmentFilter,), {"Meta": questions})


class AssignmentViewSet(SubViewSet):
    """Where and when an operation is planned, or expected, to be done."""

    kinds = (_kind(PlanningResult, "planningResult"), _kind(ForecastResult, "forecastResult"))
