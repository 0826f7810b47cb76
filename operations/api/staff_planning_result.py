"""The planning result of a staff member's shift, one by one and in bulk."""

from rest_framework import serializers

from hub.filters import RelatedTextFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Rules, Sub
from hub.viewsets.sub import SubViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import StaffPlanningResult
from operations.rules import key_figures
from operations.rules.periods import period_change, period_create


class StaffPlanningResultSerializer(HalSerializer):
    """The shape of a planning result of staff."""

    class Meta:
        model = StaffPlanningResult
        fields = [
            "staff_member_shift",
            "workplace",
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
        figures=key_figures.of_staff,
        figured={
            "number_of_planned_staff_members": serializers.IntegerField(),
            "number_of_workplaces": serializers.IntegerField(),
            "scheduled_working_time": serializers.IntegerField(),
            "occupancy_time": serializers.IntegerField(),
            "occupancy_rate": serializers.FloatField(allow_null=True),
        },
    )
    serializer_class = StaffPlanningResultSerializer
    filterset_class = StaffPlanningResultFilter
