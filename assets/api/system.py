"""Systems: what does one work together."""

from assets.filters import SpecifiedFilterSet
from assets.models import NodeSystemLink, System, SystemAssetLink, SystemInstrumentationLink
from assets.rules.tree import parent_change
from hub.access import PERMIT, UPDATE
from hub.filters import LinkedFilter, RightFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class SystemSerializer(HalSerializer):
    """The shape of a system."""

    class Meta:
        model = System
        fields = [
            "id",
            "uuid",
            "name",
            "description",
            "type",
            "status",
            "parent",
            "tenant",
            "created_at",
            "updated_at",
        ]


class SystemFilter(SpecifiedFilterSet):
    """What systems can be asked for."""

    node_id = LinkedFilter(NodeSystemLink, "system", "node", tree=True)
    asset_id = LinkedFilter(SystemAssetLink, "system", "asset")
    instrumentation_id = LinkedFilter(SystemInstrumentationLink, "system", "instrumentation")
    right = RightFilter()

    class Meta:
        model = System


class SystemViewSet(ResourceViewSet):
    """Systems: assets and instrumentations that do one work together, at a node."""

    entry = Entry(
        model=System,
        path="systems",
        group="plant",
        rules=Rules(change=parent_change),
        nested=(
            Nested(name="systems", target="system", via="parent"),
            Nested(name="assets", target="asset", through=lambda: SystemAssetLink, keys=("system", "asset")),
            Nested(
                name="instrumentations",
                target="instrumentation",
                through=lambda: SystemInstrumentationLink,
                keys=("system", "instrumentation"),
            ),
            Nested(
                name="nodes",
                target="node",
                through=lambda: NodeSystemLink,
                keys=("system", "node"),
                own_level=PERMIT,
                child_level=UPDATE,
            ),
        ),
    )
    serializer_class = SystemSerializer
    filterset_class = SystemFilter
