"""Software: what runs on assets, in versions."""

from assets.models import AssetSoftwareLink, ProductSoftwareLink, Software
from hub.access import READ, UPDATE
from hub.filters import LinkedFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class SoftwareSerializer(HalSerializer):
    """The shape of a software."""

    class Meta:
        model = Software
        fields = [
            "id",
            "uuid",
            "name",
            "version_number",
            "description",
            "type",
            "tenant",
            "created_at",
            "updated_at",
        ]


class SoftwareFilter(ResourceFilterSet):
    """What software can be asked for."""

    asset_id = LinkedFilter(AssetSoftwareLink, "software", "asset")
    product_id = LinkedFilter(ProductSoftwareLink, "software", "product")

    class Meta:
        model = Software


class SoftwareViewSet(ResourceViewSet):
    """Software in versions: firmware and what else runs on assets, with its files."""

    entry = Entry(
        model=Software,
        path="softwares",
        title=("name", "version_number"),
        translatable=("description",),
        nested=(
            Nested(name="attachments", target="software_attachment", via="software", makes=True),
            Nested(
                name="assets",
                target="asset",
                through=lambda: AssetSoftwareLink,
                keys=("software", "asset"),
                own_level=READ,
                child_level=UPDATE,
            ),
            Nested(
                name="products",
                target="product",
                through=lambda: ProductSoftwareLink,
                keys=("software", "product"),
                own_level=READ,
                child_level=UPDATE,
            ),
        ),
    )
    serializer_class = SoftwareSerializer
    filterset_class = SoftwareFilter
