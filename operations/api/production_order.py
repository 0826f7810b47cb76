"""Production orders: an order to make a quantity of a material, in operations."""

from rest_framework import serializers

from hub.filters import RelatedTextFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.api import operation_sequence, order_dates
from operations.filters import BegunFrom, EndedUntil, EndsAfter, StartsBefore
from operations.models import ProductionOrder
from operations.rules.production_order import production_order_change, production_order_create, with_state


class ProductionOrderSerializer(HalSerializer):
    """The shape of a production order."""

    class Meta:
        model = ProductionOrder
        fields = [
            "id",
            "uuid",
            "number",
            "split",
            "description",
            "material",
            "erp_context",
            "target_quantity",
            "quantity_unit",
            "basic_start_date",
            "basic_end_date",
            "scheduled_start_date",
            "scheduled_end_date",
            "priority",
            "degree_of_parallelization",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ProductionOrderFilter(ResourceFilterSet):
    """What production orders can be asked for."""

    material_number = RelatedTextFilter(field="material__number")
    start_date = EndsAfter("basic_end_date")
    end_date = StartsBefore("basic_start_date")
    actual_start_date_from = BegunFrom()
    actual_end_date_to = EndedUntil()

    class Meta:
        model = ProductionOrder


class ProductionOrderViewSet(ResourceViewSet):
    """Production orders: an order to make a quantity of a material, in operations."""

    entry = Entry(
        model=ProductionOrder,
        path="productionOrders",
        group="production",
        further=[*operation_sequence.LINKS, *order_dates.LINKS],
        title=("number", "split"),
        rules=Rules(create=production_order_create, change=production_order_change),
        nested=(Nested(name="operations", target="operation", via="production_order"),),
        decorate=with_state,
        added={"state": serializers.CharField(read_only=True)},
    )
    serializer_class = ProductionOrderSerializer
    filterset_class = ProductionOrderFilter
