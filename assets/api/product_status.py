"""Product statuses: where products stand in their sales life."""

from assets.models import ProductStatus
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class ProductStatusSerializer(HalSerializer):
    """The shape of product status."""

    class Meta:
        model = ProductStatus
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class ProductStatusFilter(ResourceFilterSet):
    """What product statuses can be asked for."""

    class Meta:
        model = ProductStatus


class ProductStatusViewSet(ResourceViewSet):
    """Product statuses: where products stand in their sales life."""

    entry = Entry(
        model=ProductStatus,
        path="product/statuses",
        plural="product_statuses",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="products", target="product", via="status"),),
    )
    serializer_class = ProductStatusSerializer
    filterset_class = ProductStatusFilter
