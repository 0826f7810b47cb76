"""Products: types of asset."""

from assets.filters import SpecifiedFilterSet
from assets.models import (
    Product,
    ProductCategoryLink,
    ProductDocumentLink,
    ProductHealthConditionLink,
    ProductSoftwareLink,
)
from assets.rules.product import product_change
from hub.access import READ
from hub.filters import LinkedFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class ProductSerializer(HalSerializer):
    """The shape of product."""

    class Meta:
        model = Product
        fields = [
            "id",
            "uuid",
            "product_code",
            "name",
            "description",
            "manufacturer",
            "status",
            "parent",
            "phase_out_date",
            "order_stop_date",
            "spare_parts_until",
            "spare_sensors_until",
            "repair_until",
            "calibration_until",
            "risk_of_maintainability",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ProductFilter(SpecifiedFilterSet):
    """What products can be asked for."""

    category_id = LinkedFilter(ProductCategoryLink, "product", "category", tree=True)
    software_id = LinkedFilter(ProductSoftwareLink, "product", "software")

    class Meta:
        model = Product


class ProductViewSet(ResourceViewSet):
    """Products: types of asset."""

    entry = Entry(
        model=Product,
        path="products",
        title=("product_code", "name"),
        translatable=("name", "description"),
        rules=Rules(change=product_change),
        nested=(
            Nested(name="assets", target="asset", via="product"),
            Nested(
                name="categories",
                target="product_category",
                through=lambda: ProductCategoryLink,
                keys=("product", "category"),
                child_level=READ,
            ),
            Nested(
                name="health_conditions",
                target="health_condition",
                through=lambda: ProductHealthConditionLink,
                keys=("product", "health_condition"),
                child_level=READ,
            ),
            Nested(
                name="documents", target="document", through=lambda: ProductDocumentLink, keys=("product", "document")
            ),
            Nested(
                name="softwares",
                target="software",
                through=lambda: ProductSoftwareLink,
                keys=("product", "software"),
                child_level=READ,
            ),
            Nested(name="pictures", target="picture", via="product", makes=True),
        ),
    )
    serializer_class = ProductSerializer
    filterset_class = ProductFilter
