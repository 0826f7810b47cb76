"""Dependencies of operations: what has to come before what in a production order, and what lies between."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import RelatedReferenceFilter
from operations.models import OperationDependency, ProductionOrder
from operations.rules.operation_dependency import (
    operation_dependency_change,
    operation_dependency_create,
    operation_dependency_written,
)


class OperationDependencySerializer(HalSerializer):
    """The shape of a dependency."""

    class Meta:
        model = OperationDependency
        fields = [
            "id",
            "uuid",
            "predecessor",
            "successor",
            "target_queue_time",
            "target_wait_time",
            "target_move_time",
            "minimum_send_ahead_quantity",
            "minimum_offset_time",
            "minimum_overlap_time",
            "tenant",
            "created_at",
            "updated_at",
        ]


class OperationDependencyFilter(ResourceFilterSet):
    """What dependencies can be asked for."""

    production_order_id = RelatedReferenceFilter("successor__production_order_id", related=ProductionOrder)

    class Meta:
        model = OperationDependency


class OperationDependencyViewSet(ResourceViewSet):
    """Dependencies of operations: what has to come before what in a production order, and what lies between."""

    entry = Entry(
        model=OperationDependency,
        path="operations/dependencies",
        group="production",
        plural="operation_dependencies",
        title=(),
        rules=Rules(
            create=operation_dependency_create,
            change=operation_dependency_change,
            written=operation_dependency_written,
        ),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("successor",),
    )
    serializer_class = OperationDependencySerializer
    filterset_class = OperationDependencyFilter
