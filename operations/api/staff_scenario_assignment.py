"""Staff scenario assignments: where, when and with which skill somebody would work in a planning scenario of staff."""

from hub.hal.serializer import HalSerializer
from hub.registry import Rules
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import PeriodFilter, element
from operations.models import StaffScenarioAssignment
from operations.rules.periods import period_change, period_create


class StaffScenarioAssignmentSerializer(HalSerializer):
    """The shape of a staff scenario assignment."""

    class Meta:
        model = StaffScenarioAssignment
        fields = [
            "id",
            "uuid",
            "staff_planning_scenario",
            "staff_member_shift",
            "workplace",
            "workplace_shift",
            "skill",
            "start_date",
            "end_date",
            "capacity",
            "fixed",
            "tenant",
            "created_at",
            "updated_at",
        ]


class StaffScenarioAssignmentFilter(PeriodFilter):
    """What staff scenario assignments can be asked for."""

    class Meta:
        model = StaffScenarioAssignment


class StaffScenarioAssignmentViewSet(ResourceViewSet):
    """Staff scenario assignments: where, when and with which skill somebody would work in a planning scenario."""

    entry = element(
        StaffScenarioAssignment,
        "staffMembers/planningScenarios/assignments",
        "staff_planning_scenario",
        Rules(create=period_create, change=period_change),
    )
    serializer_class = StaffScenarioAssignmentSerializer
    filterset_class = StaffScenarioAssignmentFilter
