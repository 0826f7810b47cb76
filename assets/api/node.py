"""Nodes: the structure of the plant, to any depth."""

from assets.filters import SpecifiedFilterSet
from assets.models import (
    EventNodeLink,
    Node,
    NodeAssetLink,
    NodeDocumentLink,
    NodeInstrumentationLink,
    NodeSystemLink,
)
from assets.rules.tree import parent_change
from hub.access import PERMIT, UPDATE
from hub.filters import RightFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class NodeSerializer(HalSerializer):
    """The shape of a node."""

    class Meta:
        model = Node
        fields = [
            "id",
            "uuid",
            "name",
            "description",
            "hidden",
            "type",
            "parent",
            "tenant",
            "created_at",
            "updated_at",
        ]


class NodeFilter(SpecifiedFilterSet):
    """What nodes can be asked for."""

    right = RightFilter()

    class Meta:
        model = Node


class NodeViewSet(ResourceViewSet):
    """Nodes: the structure of the plant."""

    entry = Entry(
        model=Node,
        path="nodes",
        group="plant",
        rules=Rules(change=parent_change),
        nested=(
            Nested(name="nodes", target="node", via="parent"),
            Nested(name="assets", target="asset", through=lambda: NodeAssetLink, keys=("node", "asset")),
            Nested(
                name="instrumentations",
                target="instrumentation",
                through=lambda: NodeInstrumentationLink,
                keys=("node", "instrumentation"),
            ),
            Nested(name="systems", target="system", through=lambda: NodeSystemLink, keys=("node", "system")),
            Nested(name="documents", target="document", through=lambda: NodeDocumentLink, keys=("node", "document")),
            Nested(
                name="events",
                target="event",
                through=lambda: EventNodeLink,
                keys=("node", "event"),
                own_level=UPDATE,
                child_level=PERMIT,
            ),
            Nested(name="pictures", target="picture", via="node", makes=True),
        ),
    )
    serializer_class = NodeSerializer
    filterset_class = NodeFilter
