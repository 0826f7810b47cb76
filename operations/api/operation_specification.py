"""The specification of an operation."""

from hub.hal.serializer import HalSerializer
from hub.registry import Rules, Sub
from hub.viewsets.sub import SubViewSet
from operations.models import OperationSpecification
from operations.rules.operation_specification import operation_specification_change, operation_specification_create


class OperationSpecificationSerializer(HalSerializer):
    """The shape of the specification of an operation."""

    class Meta:
        model = OperationSpecification
        fields = [
            "operation",
            "target_capacity_group",
            "target_quantity",
            "planned_scrap_quantity",
            "quantity_unit",
            "units_per_machine_cycle",
            "minimum_send_ahead_quantity",
            "target_time_per_unit",
            "target_machine_cycle_time",
            "target_queue_time",
            "target_setup_time",
            "target_processing_time",
            "target_teardown_time",
            "target_wait_time",
            "target_move_time",
            "minimum_overlap_time",
            "target_start_date",
            "target_end_date",
            "updated_at",
        ]


class OperationSpecificationViewSet(SubViewSet):
    """What is wanted of an operation and how long it should take; durations are milliseconds."""

    entry = Sub(
        model=OperationSpecification,
        owner="operation",
        key="operation",
        path="specification",
        always=True,
        rules=Rules(create=operation_specification_create, change=operation_specification_change),
    )
    serializer_class = OperationSpecificationSerializer
