"""Planning scenarios: plans that are not in force, each with its assignments and what they amount to."""

from rest_framework import serializers

from hub.fields.timestamp import TimestampField
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import PlanningScenario
from operations.rules.key_figures import with_figures
from operations.rules.periods import period_change, period_create


class PlanningScenarioSerializer(HalSerializer):
    """The shape of a planning scenario."""

    class Meta:
        model = PlanningScenario
        fields = [
            "id",
            "uuid",
            "description",
            "creator",
            "start_date",
            "end_date",
            "tenant",
            "created_at",
            "updated_at",
        ]


class PlanningScenarioFilter(ResourceFilterSet):
    """What planning scenarios can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")

    class Meta:
        model = PlanningScenario


class PlanningScenarioViewSet(ResourceViewSet):
    """Planning scenarios: plans that are not in force, each with its assignments and what they amount to."""

    entry = Entry(
        model=PlanningScenario,
        path="operations/planningScenarios",
        group="production",
        title=("creator",),
        rules=Rules(create=period_create, change=period_change),
        nested=(Nested(name="assignments", target="scenario_assignment", via="planning_scenario", makes=True),),
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
