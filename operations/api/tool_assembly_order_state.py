"""Tool assembly order states: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import ToolAssemblyOrderState
from operations.rules import state


class ToolAssemblyOrderStateSerializer(HalSerializer):
    """The shape of a tool assembly order state."""

    class Meta:
        model = ToolAssemblyOrderState
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


class ToolAssemblyOrderStateFilter(ResourceFilterSet):
    """What tool assembly order states can be asked for."""

    class Meta:
        model = ToolAssemblyOrderState


class ToolAssemblyOrderStateViewSet(ResourceViewSet):
    """Tool assembly order states: the standard ones and those of the tenant."""

    entry = Entry(
        model=ToolAssemblyOrderState,
        path="masterData/toolAssemblyOrderStates",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=state.RULES,
    )
    serializer_class = ToolAssemblyOrderStateSerializer
    filterset_class = ToolAssemblyOrderStateFilter
