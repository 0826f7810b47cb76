"""Materials: what is made, and what it is made of."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.models import Material


class MaterialSerializer(HalSerializer):
    """The shape of a material."""

    class Meta:
        model = Material
        fields = [
            "id",
            "uuid",
            "number",
            "description",
            "type",
            "tenant",
            "created_at",
            "updated_at",
        ]


class MaterialFilter(ResourceFilterSet):
    """What materials can be asked for."""

    class Meta:
        model = Material


class MaterialViewSet(ResourceViewSet):
    """Materials: what is made, and what it is made of."""

    entry = Entry(
        model=Material,
        path="materials",
        group="production",
        title=("number",),
        nested=(
            Nested(name="productionOrders", target="production_order", via="material"),
            Nested(name="operations", target="operation", via="material"),
        ),
    )
    serializer_class = MaterialSerializer
    filterset_class = MaterialFilter
