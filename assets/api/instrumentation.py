"""Instrumentations: the functional places of the plant, known by their tags."""

from assets.filters import SpecifiedFilterSet
from assets.models import (
    AssetStatus,
    EventInstrumentationLink,
    Instrumentation,
    InstrumentationAssetLink,
    InstrumentationDocumentLink,
    NodeInstrumentationLink,
    Product,
    SystemInstrumentationLink,
)
from assets.rules.event import instrumentation_delete
from assets.rules.tree import parent_change
from hub.access import PERMIT, UPDATE
from hub.filters import ChoiceFilter, LinkedFilter, ReferenceFilter, RightFilter, ThroughFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class InstrumentationSerializer(HalSerializer):
    """The shape of an instrumentation."""

    class Meta:
        model = Instrumentation
        fields = [
            "id",
            "uuid",
            "tag",
            "description",
            "criticality",
            "accessibility",
            "type",
            "status",
            "parent",
            "tenant",
            "created_at",
            "updated_at",
        ]


class InstrumentationFilter(SpecifiedFilterSet):
    """What instrumentations can be asked for."""

    node_id = LinkedFilter(NodeInstrumentationLink, "instrumentation", "node", tree=True)
    asset_id = LinkedFilter(InstrumentationAssetLink, "instrumentation", "asset")
    asset_status_id = ThroughFilter(
        InstrumentationAssetLink, "instrumentation", "asset", ReferenceFilter("status_id", related=AssetStatus)
    )
    risk_of_maintainability = ThroughFilter(
        InstrumentationAssetLink,
        "instrumentation",
        "asset",
        ChoiceFilter("product__risk_of_maintainability", choices=Product.Risk.choices),
    )
    system_id = LinkedFilter(SystemInstrumentationLink, "instrumentation", "system")
    right = RightFilter()

    class Meta:
        model = Instrumentation


class InstrumentationViewSet(ResourceViewSet):
    """Instrumentations: functional places."""

    entry = Entry(
        model=Instrumentation,
        path="instrumentations",
        group="plant",
        title=("tag",),
        rules=Rules(change=parent_change, delete=instrumentation_delete),
        nested=(
            Nested(name="instrumentations", target="instrumentation", via="parent"),
            Nested(
                name="assets",
                target="asset",
                through=lambda: InstrumentationAssetLink,
                keys=("instrumentation", "asset"),
                remembered=True,
            ),
            Nested(
                name="nodes",
                target="node",
                through=lambda: NodeInstrumentationLink,
                keys=("instrumentation", "node"),
                own_level=PERMIT,
                child_level=UPDATE,
            ),
            Nested(
                name="systems",
                target="system",
                through=lambda: SystemInstrumentationLink,
                keys=("instrumentation", "system"),
                own_level=PERMIT,
                child_level=UPDATE,
            ),
            Nested(
                name="documents",
                target="document",
                through=lambda: InstrumentationDocumentLink,
                keys=("instrumentation", "document"),
            ),
            Nested(
                name="events",
                target="event",
                through=lambda: EventInstrumentationLink,
                keys=("instrumentation", "event"),
            ),
            Nested(name="pictures", target="picture", via="instrumentation", makes=True),
        ),
    )
    serializer_class = InstrumentationSerializer
    filterset_class = InstrumentationFilter
