"""Recorded operating states: what a workplace was doing for some time, and for which operation."""

from hub.filters import ChoiceFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, RelatedReferenceFilter, ShiftFilter, StartsBefore
from operations.models import (
    OperatingState,
    OperatingStateClass,
    RecordedOperatingState,
    WorkplaceShift,
    WorkplaceState,
)
from operations.rules.recorded_operating_state import (
    recorded_operating_state_change,
    recorded_operating_state_create,
    recorded_operating_state_written,
)


class RecordedOperatingStateSerializer(HalSerializer):
    """The shape of a recorded operating state."""

    class Meta:
        model = RecordedOperatingState
        fields = [
            "id",
            "uuid",
            "workplace",
            "operation",
            "operating_state",
            "start_date",
            "end_date",
            "remark",
            "tenant",
            "created_at",
            "updated_at",
        ]


class TimeBaseFilter(ChoiceFilter):
    """The kind of time that the operating state counts as."""

    order = ()


class RecordedOperatingStateFilter(ResourceFilterSet):
    """What recorded operating states can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")
    time_base = TimeBaseFilter("operating_state__time_base", choices=OperatingState.TimeBase.choices)
    operating_state_class_id = RelatedReferenceFilter(
        "operating_state__operating_state_class_id", related=OperatingStateClass
    )
    workplace_state_id = RelatedReferenceFilter("operating_state__workplace_state_id", related=WorkplaceState)
    shift_id = ShiftFilter("start_date", "end_date", related=WorkplaceShift)

    class Meta:
        model = RecordedOperatingState


class RecordedOperatingStateViewSet(ResourceViewSet):
    """Recorded operating states: what a workplace was doing for some time, and for which operation."""

    entry = Entry(
        model=RecordedOperatingState,
        path="recordedOperatingStates",
        group="production",
        title=("remark",),
        rules=Rules(
            create=recorded_operating_state_create,
            change=recorded_operating_state_change,
            written=recorded_operating_state_written,
        ),
    )
    serializer_class = RecordedOperatingStateSerializer
    filterset_class = RecordedOperatingStateFilter
