"""Manufacturers: companies that make products."""

from assets.api.address import AddressField
from assets.models import Manufacturer
from assets.rules.tree import parent_change
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class ManufacturerSerializer(HalSerializer):
    """The shape of manufacturer."""

    address = AddressField(required=False, allow_null=True)

    class Meta:
        model = Manufacturer
        fields = ["id", "uuid", "name", "description", "address", "parent", "tenant", "created_at", "updated_at"]


class ManufacturerFilter(ResourceFilterSet):
    """What manufacturers can be asked for."""

    class Meta:
        model = Manufacturer


class ManufacturerViewSet(ResourceViewSet):
    """Manufacturers: companies that make products."""

    entry = Entry(
        model=Manufacturer,
        path="manufacturers",
        rules=Rules(change=parent_change),
        nested=(
            Nested(name="products", target="product", via="manufacturer"),
            Nested(name="assets", target="asset", via="manufacturer"),
        ),
    )
    serializer_class = ManufacturerSerializer
    filterset_class = ManufacturerFilter
