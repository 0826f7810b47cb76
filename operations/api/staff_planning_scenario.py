"""Planning scenarios of staff: who would work where, and how far that covers what operations ask for."""

from hub.hal.serializer import HalSerializer
from hub.registry import Nested
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import KEPT, MEMBERS, PeriodFilter, scenario
from operations.api.staff_planning_result import figures
from operations.models import StaffPlanningScenario
from operations.rules.staff_figures import with_staff_figures


class StaffPlanningScenarioSerializer(HalSerializer):
    """The shape of a planning scenario of staff."""

    class Meta:
        model = StaffPlanningScenario
        fields = [*MEMBERS, "planning_scenario", *KEPT]


class StaffPlanningScenarioFilter(PeriodFilter):
    """What planning scenarios of staff can be asked for."""

    class Meta:
        model = StaffPlanningScenario


class StaffPlanningScenarioViewSet(ResourceViewSet):
    """Planning scenarios of staff: who would work where, and how far that covers what operations ask for."""

    entry = scenario(
        StaffPlanningScenario,
        "staffMembers/planningScenarios",
        Nested(name="assignments", target="staff_scenario_assignment", via="staff_planning_scenario", makes=True),
        decorate=with_staff_figures,
        added=figures(),
    )
    serializer_class = StaffPlanningScenarioSerializer
    filterset_class = StaffPlanningScenarioFilter
