"""Operation phases: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import OperationPhase
from operations.rules import state


class OperationPhaseSerializer(HalSerializer):
    """The shape of an operation phase."""

    class Meta:
        model = OperationPhase
        fields = [
            "id",
            "uuid",
            "code",
            "name",
            "description",
            "color",
            "rank",
            "in_progress",
            "needs_workplace",
            "tenant",
            "created_at",
            "updated_at",
        ]


class OperationPhaseFilter(ResourceFilterSet):
    """What operation phases can be asked for."""

    class Meta:
        model = OperationPhase


class OperationPhaseViewSet(ResourceViewSet):
    """Operation phases: the standard ones and those of the tenant."""

    entry = Entry(
        model=OperationPhase,
        path="masterData/operationPhases",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=state.RULES,
    )
    serializer_class = OperationPhaseSerializer
    filterset_class = OperationPhaseFilter
