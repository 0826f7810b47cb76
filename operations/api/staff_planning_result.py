"""The planning result of a staff member's shift, one by one and in bulk."""

from hub.hal.serializer import HalSerializer
from hub.registry import Rules, Sub
from hub.viewsets.sub import SubViewSet
from operations.models import StaffPlanningResult
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


class StaffPlanningResultViewSet(SubViewSet):
    """Where, when and with which skill somebody is planned to work in a shift."""

    entry = Sub(
        model=StaffPlanningResult,
        owner="staff_member_shift",
        key="staff_member_shift",
        path="planningResult",
        plural="planning_results",
        rules=Rules(create=period_create, change=period_change),
        actions=frozenset({"update", "delete", "history", "bulk"}),
        bulk_path="staffMembers/planningResults",
    )
    serializer_class = StaffPlanningResultSerializer
