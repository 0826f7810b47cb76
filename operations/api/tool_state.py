"""Tool states: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import ToolState
from operations.rules import state


class ToolStateSerializer(HalSerializer):
    """The shape of a tool state."""

    class Meta:
        model = ToolState
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


class ToolStateFilter(ResourceFilterSet):
    """What tool states can be asked for."""

    class Meta:
        model = ToolState


class ToolStateViewSet(ResourceViewSet):
    """Tool states: the standard ones and those of the tenant."""

    entry = Entry(
        model=ToolState,
        path="masterData/toolStates",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=state.RULES,
    )
    serializer_class = ToolStateSerializer
    filterset_class = ToolStateFilter
