"""Node types: the standard ones and those of the tenant."""

from assets.models import NodeType
from assets.rules.tree import parent_change
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class NodeTypeSerializer(HalSerializer):
    """The shape of a node type."""

    class Meta:
        model = NodeType
        fields = ["id", "uuid", "code", "name", "description", "parent", "tenant", "created_at", "updated_at"]


class NodeTypeFilter(ResourceFilterSet):
    """What node types can be asked for."""

    class Meta:
        model = NodeType


class NodeTypeViewSet(ResourceViewSet):
    """Node types: the standard ones and those of the tenant."""

    entry = Entry(
        model=NodeType,
        path="node/types",
        plural="node_types",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=Rules(change=parent_change),
        nested=(
            Nested(name="types", target="node_type", via="parent"),
            Nested(name="nodes", target="node", via="type"),
        ),
    )
    serializer_class = NodeTypeSerializer
    filterset_class = NodeTypeFilter
