"""Recorded output quantities: a quantity that came out of an operation: yield, scrap or rework."""

from hub.filters import RelatedTextFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import ShiftFilter
from operations.models import RecordedOutputQuantity, WorkplaceShift
from operations.rules.recorded_output_quantity import (
    recorded_output_quantity_change,
    recorded_output_quantity_create,
)


class RecordedOutputQuantitySerializer(HalSerializer):
    """The shape of a recorded output quantity."""

    class Meta:
        model = RecordedOutputQuantity
        fields = [
            "id",
            "uuid",
            "operation",
            "workplace",
            "quantity",
            "quality_type",
            "quality_detail",
            "staff_member",
            "booking_time",
            "remark",
            "tenant",
            "created_at",
            "updated_at",
        ]


class RecordedOutputQuantityFilter(ResourceFilterSet):
    """What recorded output quantities can be asked for."""

    material_number = RelatedTextFilter(field="operation__material__number")
    shift_id = ShiftFilter("booking_time", related=WorkplaceShift)

    class Meta:
        model = RecordedOutputQuantity


class RecordedOutputQuantityViewSet(ResourceViewSet):
    """Recorded output quantities: a quantity that came out of an operation: yield, scrap or rework."""

    entry = Entry(
        model=RecordedOutputQuantity,
        path="recordedOutputQuantities",
        group="production",
        title=("remark",),
        plural="recorded_output_quantities",
        rules=Rules(create=recorded_output_quantity_create, change=recorded_output_quantity_change),
    )
    serializer_class = RecordedOutputQuantitySerializer
    filterset_class = RecordedOutputQuantityFilter
