"""Tool edges: a cutting edge of a tool, with a life of its own."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import ToolEdge


class ToolEdgeSerializer(HalSerializer):
    """The shape of a tool edge."""

    class Meta:
        model = ToolEdge
        fields = [
            "id",
            "uuid",
            "tool",
            "identifier",
            "current_life_time",
            "warning_life_time",
            "maximum_life_time",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ToolEdgeFilter(ResourceFilterSet):
    """What tool edges can be asked for."""

    class Meta:
        model = ToolEdge


class ToolEdgeViewSet(ResourceViewSet):
    """Tool edges: a cutting edge of a tool, with a life of its own."""

    entry = Entry(
        model=ToolEdge,
        path="tools/edges",
        group="production",
        title=("identifier",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("tool",),
    )
    serializer_class = ToolEdgeSerializer
    filterset_class = ToolEdgeFilter
