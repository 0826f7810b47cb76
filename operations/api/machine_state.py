"""Machine states: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import MachineState
from operations.rules import state


class MachineStateSerializer(HalSerializer):
    """The shape of a machine state."""

    class Meta:
        model = MachineState
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


class MachineStateFilter(ResourceFilterSet):
    """What machine states can be asked for."""

    class Meta:
        model = MachineState


class MachineStateViewSet(ResourceViewSet):
    """Machine states: the standard ones and those of the tenant."""

    entry = Entry(
        model=MachineState,
        path="masterData/machineStates",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=state.RULES,
    )
    serializer_class = MachineStateSerializer
    filterset_class = MachineStateFilter
