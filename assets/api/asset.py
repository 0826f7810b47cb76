"""Assets: produced instances of products."""

from assets.filters import SpecifiedFilterSet
from assets.models import (
    Asset,
    AssetDocumentLink,
    AssetHealthCondition,
    AssetSoftwareLink,
    EventAssetLink,
    InstrumentationAssetLink,
    NodeAssetLink,
    ProductCategoryLink,
    ProductStatus,
    SystemAssetLink,
)
from assets.rules.asset import asset_change, asset_create
from assets.rules.event import asset_delete
from hub.access import PERMIT, READ, UPDATE
from hub.filters import (
    LinkedFilter,
    RelatedReferenceFilter,
    RelatedTextFilter,
    RightFilter,
    TextFilter,
    ThroughFilter,
)
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class AssetSerializer(HalSerializer):
    """The shape of asset."""

    class Meta:
        model = Asset
        fields = [
            "id",
            "uuid",
            "serial_number",
            "description",
            "production_date",
            "last_seen_at",
            "product",
            "manufacturer",
            "status",
            "parent",
            "tenant",
            "created_at",
            "updated_at",
        ]


class AssetFilter(SpecifiedFilterSet):
    """What assets can be asked for."""

    product_status_id = RelatedReferenceFilter("product__status_id", related=ProductStatus)
    product_category_id = LinkedFilter(ProductCategoryLink, "product", "category", at="product_id", tree=True)
    status_code = RelatedTextFilter(field="status__code")
    node_id = LinkedFilter(NodeAssetLink, "asset", "node", tree=True)
    instrumentation_id = LinkedFilter(InstrumentationAssetLink, "asset", "instrumentation")
    instrumentation_tag = ThroughFilter(InstrumentationAssetLink, "asset", "instrumentation", TextFilter("tag"))
    document_id = LinkedFilter(AssetDocumentLink, "asset", "document")
    system_id = LinkedFilter(SystemAssetLink, "asset", "system")
    software_id = LinkedFilter(AssetSoftwareLink, "asset", "software")
    right = RightFilter()

    class Meta:
        model = Asset


class AssetViewSet(ResourceViewSet):
    """Assets: produced instances of products."""

    entry = Entry(
        model=Asset,
        path="assets",
        group="plant",
        title=("serial_number",),
        known_by=("manufacturer", "serial_number"),
        rules=Rules(create=asset_create, change=asset_change, delete=asset_delete),
        nested=(
            Nested(name="assets", target="asset", via="parent"),
            Nested(name="documents", target="document", through=lambda: AssetDocumentLink, keys=("asset", "document")),
            Nested(name="events", target="event", through=lambda: EventAssetLink, keys=("asset", "event")),
            Nested(
                name="nodes",
                target="node",
                through=lambda: NodeAssetLink,
                keys=("asset", "node"),
                own_level=PERMIT,
                child_level=UPDATE,
            ),
            Nested(
                name="instrumentations",
                target="instrumentation",
                through=lambda: InstrumentationAssetLink,
                keys=("asset", "instrumentation"),
                own_level=PERMIT,
                child_level=UPDATE,
                remembered=True,
            ),
            Nested(
                name="systems",
                target="system",
                through=lambda: SystemAssetLink,
                keys=("asset", "system"),
                own_level=PERMIT,
                child_level=UPDATE,
            ),
            Nested(
                name="health_conditions",
                target="health_condition",
                through=lambda: AssetHealthCondition,
                keys=("asset", "health_condition"),
                child_level=READ,
            ),
            Nested(name="asset_health_conditions", target="asset_health_condition", via="asset"),
            Nested(
                name="softwares",
                target="software",
                through=lambda: AssetSoftwareLink,
                keys=("asset", "software"),
                child_level=READ,
            ),
            Nested(name="pictures", target="picture", via="asset", makes=True),
            Nested(name="status_reports", target="asset_status_report", via="asset", makes=True),
        ),
    )
    serializer_class = AssetSerializer
    filterset_class = AssetFilter
