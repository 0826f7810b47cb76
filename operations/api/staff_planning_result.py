"""The planning result of a staff member's shift, one by one and in bulk."""

from typing import Any

from rest_framework import serializers

from hub.fields.timestamp import TimestampField
from hub.filters import RelatedTextFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Rules, Sub
from hub.viewsets.sub import SubViewSet
from operations.filters import EndsAfter, RelatedReferenceFilter, StartsBefore
from operations.models import StaffMember, StaffPlanningResult
from operations.rules import staff_figures
from operations.rules.periods import period_change, period_create

REQUIREMENT = (
    "Milliseconds that planned operations ask of people: for each skill that an operation requires, its capacity times "
    "the planned time of setup or processing, as far as that lies in the period."
)
COVERAGE = "The occupancy time in the period by the requirement of staff hours; more than 1 when there are too many."


def figures() -> dict[str, Any]:
    """What is told of assignments of people; durations are milliseconds, null where there is nothing."""
    return {
        "number_of_planned_staff_members": serializers.IntegerField(read_only=True),
        "number_of_workplaces": serializers.IntegerField(read_only=True),
        "scheduled_working_time": serializers.IntegerField(read_only=True),
        "occupancy_time": serializers.IntegerField(read_only=True),
        "occupancy_rate": serializers.FloatField(read_only=True, allow_null=True),
        "requirement_of_staff_hours": serializers.IntegerField(read_only=True, help_text=REQUIREMENT),
        "coverage_of_personnel_requirements": serializers.FloatField(
            read_only=True, allow_null=True, help_text=COVERAGE
        ),
    }


class StaffPlanningResultSerializer(HalSerializer):
    """The shape of a planning result of staff."""

    class Meta:
        model = StaffPlanningResult
        fields = [
            "staff_member_shift",
            "workplace",
            "workplace_shift",
            "skill",
            "start_date",
            "end_date",
            "capacity",
            "fixed",
            "updated_at",
        ]


class StaffPlanningResultFilter(ResourceFilterSet):
    """What planning results of staff can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")
    workplace_number = RelatedTextFilter(field="workplace__number")
    staff_member_id = RelatedReferenceFilter("staff_member_shift__staff_member_id", related=StaffMember)
    staff_number = RelatedTextFilter(field="staff_member_shift__staff_member__staff_number")

    class Meta:
        model = StaffPlanningResult


class StaffPlanningResultViewSet(SubViewSet):
    """Where, when and with which skill somebody is planned to work in a shift."""

    entry = Sub(
        model=StaffPlanningResult,
        owner="staff_member_shift",
        key="staff_member_shift",
        path="planningResult",
        plural="planning_results",
        rules=Rules(create=period_create, change=period_change),
        actions=frozenset({"update", "delete", "history", "bulk", "list"}),
        bulk_path="staffMembers/planningResults",
        figures=staff_figures.of_staff,
        figured={name: TimestampField(allow_null=True) for name in ("start_date", "end_date")} | figures(),
    )
    serializer_class = StaffPlanningResultSerializer
    filterset_class = StaffPlanningResultFilter
