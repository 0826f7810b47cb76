"""Production resources: a thing that an operation needs beside its workplace: a gauge, a drawing, a program."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import ProductionResource


class ProductionResourceSerializer(HalSerializer):
    """The shape of a production resource."""

    class Meta:
        model = ProductionResource
        fields = [
            "id",
            "uuid",
            "operation",
            "item_number",
            "type",
            "group",
            "number",
            "description",
            "quantity",
            "quantity_unit",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ProductionResourceFilter(ResourceFilterSet):
    """What production resources can be asked for."""

    class Meta:
        model = ProductionResource


class ProductionResourceViewSet(ResourceViewSet):
    """Production resources: a thing that an operation needs beside its workplace: a gauge, a drawing, a program."""

    entry = Entry(
        model=ProductionResource,
        path="operations/productionResourcesAndTools",
        group="production",
        title=("number",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("operation",),
    )
    serializer_class = ProductionResourceSerializer
    filterset_class = ProductionResourceFilter
