"""Scenario assignments: where and when an operation would be done in a planning scenario."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
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


class ScenarioAssignmentFilter(ResourceFilterSet):
    """What scenario assignments can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")

    class Meta:
        model = ScenarioAssignment


class ScenarioAssignmentViewSet(ResourceViewSet):
    """Scenario assignments: where and when an operation would be done in a planning scenario."""

    entry = Entry(
        model=ScenarioAssignment,
        path="operations/planningScenarios/assignments",
        group="production",
        title=("start_date",),
        rules=Rules(create=assignment_create, change=assignment_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("planning_scenario",),
    )
    serializer_class = ScenarioAssignmentSerializer
    filterset_class = ScenarioAssignmentFilter
