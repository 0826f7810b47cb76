"""Shift states: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import ShiftState
from operations.rules import state


class ShiftStateSerializer(HalSerializer):
    """The shape of a shift state."""

    class Meta:
        model = ShiftState
        fields = [
            "id",
            "uuid",
            "code",
            "name",
            "description",
            "color",
            "rank",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ShiftStateFilter(ResourceFilterSet):
    """What shift states can be asked for."""

    class Meta:
        model = ShiftState


class ShiftStateViewSet(ResourceViewSet):
    """Shift states: the standard ones and those of the tenant."""

    entry = Entry(
        model=ShiftState,
        path="masterData/shiftStates",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=state.RULES,
    )
    serializer_class = ShiftStateSerializer
    filterset_class = ShiftStateFilter
