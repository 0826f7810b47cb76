"""Required tools: a tool, or any tool of a class, that an operation needs."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import RequiredTool


class RequiredToolSerializer(HalSerializer):
    """The shape of a required tool."""

    class Meta:
        model = RequiredTool
        fields = [
            "id",
            "uuid",
            "operation",
            "tool_class",
            "tool_group",
            "quantity",
            "tool",
            "tenant",
            "created_at",
            "updated_at",
        ]


class RequiredToolFilter(ResourceFilterSet):
    """What required tools can be asked for."""

    class Meta:
        model = RequiredTool


class RequiredToolViewSet(ResourceViewSet):
    """Required tools: a tool, or any tool of a class, that an operation needs."""

    entry = Entry(
        model=RequiredTool,
        path="operations/requiredTools",
        group="production",
        title=("tool_class",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("operation",),
    )
    serializer_class = RequiredToolSerializer
    filterset_class = RequiredToolFilter
