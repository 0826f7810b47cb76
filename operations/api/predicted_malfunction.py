"""Predicted malfunctions: that a workplace will probably fail, from when on and until when."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Rules
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import element
from operations.models import PredictedMalfunction
from operations.rules.predicted_malfunction import predicted_malfunction_change, predicted_malfunction_create


class PredictedMalfunctionSerializer(HalSerializer):
    """The shape of a predicted malfunction."""

    class Meta:
        model = PredictedMalfunction
        fields = [
            "id",
            "uuid",
            "predicted_malfunction_scenario",
            "workplace",
            "operating_state",
            "prewarning_date",
            "critical_date",
            "tenant",
            "created_at",
            "updated_at",
        ]


class PredictedMalfunctionFilter(ResourceFilterSet):
    """What predicted malfunctions can be asked for."""

    class Meta:
        model = PredictedMalfunction


class PredictedMalfunctionViewSet(ResourceViewSet):
    """Predicted malfunctions: that a workplace will probably fail, from when on and until when."""

    entry = element(
        PredictedMalfunction,
        "workplaces/predictedMalfunctionScenarios/malfunctions",
        "predicted_malfunction_scenario",
        Rules(create=predicted_malfunction_create, change=predicted_malfunction_change),
        title="critical_date",
    )
    serializer_class = PredictedMalfunctionSerializer
    filterset_class = PredictedMalfunctionFilter
