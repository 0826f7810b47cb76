"""Predicted malfunction scenarios: which workplaces will fail in a period, each with its malfunctions."""

from hub.hal.serializer import HalSerializer
from hub.registry import Nested
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import KEPT, MEMBERS, PeriodFilter, scenario
from operations.models import PredictedMalfunctionScenario


class PredictedMalfunctionScenarioSerializer(HalSerializer):
    """The shape of a predicted malfunction scenario."""

    class Meta:
        model = PredictedMalfunctionScenario
        fields = [*MEMBERS, *KEPT]


class PredictedMalfunctionScenarioFilter(PeriodFilter):
    """What predicted malfunction scenarios can be asked for."""

    class Meta:
        model = PredictedMalfunctionScenario


class PredictedMalfunctionScenarioViewSet(ResourceViewSet):
    """Predicted malfunction scenarios: which workplaces will fail in a period, each with its malfunctions."""

    entry = scenario(
        PredictedMalfunctionScenario,
        "workplaces/predictedMalfunctionScenarios",
        Nested(name="malfunctions", target="predicted_malfunction", via="predicted_malfunction_scenario", makes=True),
    )
    serializer_class = PredictedMalfunctionScenarioSerializer
    filterset_class = PredictedMalfunctionScenarioFilter
