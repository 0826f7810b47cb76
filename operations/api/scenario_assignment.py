"""Scenario assignments: where and when an operation would be done in a planning scenario."""

from hub.hal.serializer import HalSerializer
from hub.registry import Rules
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import PeriodFilter, element
from operations.models import ScenarioAssignment
from operations.rules.assignment import assignment_change, assignment_create


class ScenarioAssignmentSerializer(HalSerializer):
    """The shape of a scenario assignment."""

    class Meta:
        model = ScenarioAssignment
        fields = [
            "id",
            "uuid",
            "planning_scenario",
            "operation",
            "workplace",
            "start_date",
            "end_date",
            "setup_start_date",
            "setup_end_date",
            "processing_start_date",
            "processing_end_date",
            "fixed",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ScenarioAssignmentFilter(PeriodFilter):
    """What scenario assignments can be asked for."""

    class Meta:
        model = ScenarioAssignment


class ScenarioAssignmentViewSet(ResourceViewSet):
    """Scenario assignments: where and when an operation would be done in a planning scenario."""

    entry = element(
        ScenarioAssignment,
        "operations/planningScenarios/assignments",
        "planning_scenario",
        Rules(create=assignment_create, change=assignment_change),
    )
    serializer_class = ScenarioAssignmentSerializer
    filterset_class = ScenarioAssignmentFilter
