"""Planning scenarios: plans that are not in force, each with its assignments and what they amount to."""

from rest_framework import serializers

from hub.fields.timestamp import TimestampField
from hub.hal.serializer import HalSerializer
from hub.registry import Nested
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import KEPT, MEMBERS, PeriodFilter, scenario
from operations.models import PlanningScenario
from operations.rules.key_figures import with_figures


class PlanningScenarioSerializer(HalSerializer):
    """The shape of a planning scenario."""

    class Meta:
        model = PlanningScenario
        fields = [*MEMBERS, *KEPT]


class PlanningScenarioFilter(PeriodFilter):
    """What planning scenarios can be asked for."""

    class Meta:
        model = PlanningScenario


class PlanningScenarioViewSet(ResourceViewSet):
    """Planning scenarios: plans that are not in force, each with its assignments and what they amount to."""

    entry = scenario(
        PlanningScenario,
        "operations/planningScenarios",
        Nested(name="assignments", target="scenario_assignment", via="planning_scenario", makes=True),
        decorate=with_figures,
        added={
            "planned_start_date": TimestampField(read_only=True, allow_null=True),
            "planned_end_date": TimestampField(read_only=True, allow_null=True),
            "number_of_operations": serializers.IntegerField(read_only=True),
            "number_of_workplaces": serializers.IntegerField(read_only=True),
            "number_of_production_orders": serializers.IntegerField(read_only=True),
            "planned_execution_time": serializers.IntegerField(read_only=True),
        },
    )
    serializer_class = PlanningScenarioSerializer
    filterset_class = PlanningScenarioFilter
