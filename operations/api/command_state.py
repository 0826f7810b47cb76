"""Command states: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import CommandState
from operations.rules import state


class CommandStateSerializer(HalSerializer):
    """The shape of a command state."""

    class Meta:
        model = CommandState
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


class CommandStateFilter(ResourceFilterSet):
    """What command states can be asked for."""

    class Meta:
        model = CommandState


class CommandStateViewSet(ResourceViewSet):
    """Command states: the standard ones and those of the tenant."""

    entry = Entry(
        model=CommandState,
        path="masterData/commandStates",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=state.RULES,
    )
    serializer_class = CommandStateSerializer
    filterset_class = CommandStateFilter
