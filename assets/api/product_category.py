"""Product categories: the tree in which products are sorted."""

from assets.models import ProductCategory, ProductCategoryLink
from assets.rules.tree import parent_change
from hub.access import UPDATE
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class ProductCategorySerializer(HalSerializer):
    """The shape of product category."""

    class Meta:
        model = ProductCategory
        fields = ["id", "uuid", "code", "name", "description", "parent", "tenant", "created_at", "updated_at"]


class ProductCategoryFilter(ResourceFilterSet):
    """What product categories can be asked for."""

    class Meta:
        model = ProductCategory


class ProductCategoryViewSet(ResourceViewSet):
    """Product categories: the tree in which products are sorted."""

    entry = Entry(
        model=ProductCategory,
        path="product/categories",
        plural="product_categories",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=Rules(change=parent_change),
        nested=(
            Nested(name="categories", target="product_category", via="parent"),
            Nested(
                name="products",
                target="product",
                through=lambda: ProductCategoryLink,
                keys=("category", "product"),
                child_level=UPDATE,
            ),
        ),
    )
    serializer_class = ProductCategorySerializer
    filterset_class = ProductCategoryFilter
