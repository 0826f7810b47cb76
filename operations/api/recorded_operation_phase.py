"""Recorded operation phases: a stay of an operation in a phase: from when to when, and where."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import RecordedOperationPhase


class RecordedOperationPhaseSerializer(HalSerializer):
    """The shape of a recorded operation phase."""

    class Meta:
        model = RecordedOperationPhase
        fields = [
            "id",
            "uuid",
            "operation",
            "phase",
            "workplace",
            "staff_member",
            "start_date",
            "end_date",
            "tenant",
            "created_at",
            "updated_at",
        ]


class RecordedOperationPhaseFilter(ResourceFilterSet):
    """What recorded operation phases can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")

    class Meta:
        model = RecordedOperationPhase


class RecordedOperationPhaseViewSet(ResourceViewSet):
    """Recorded operation phases: a stay of an operation in a phase: from when to when, and where."""

    entry = Entry(
        model=RecordedOperationPhase,
        path="recordedOperationPhases",
        group="production",
        title=("phase",),
        actions=frozenset({"history", "search"}),
        shares=("operation",),
    )
    serializer_class = RecordedOperationPhaseSerializer
    filterset_class = RecordedOperationPhaseFilter
