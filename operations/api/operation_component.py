"""Operation components: a material that goes into an operation."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import OperationComponent


class OperationComponentSerializer(HalSerializer):
    """The shape of an operation component."""

    class Meta:
        model = OperationComponent
        fields = [
            "id",
            "uuid",
            "operation",
            "material",
            "quantity",
            "quantity_unit",
            "tenant",
            "created_at",
            "updated_at",
        ]


class OperationComponentFilter(ResourceFilterSet):
    """What operation components can be asked for."""

    class Meta:
        model = OperationComponent


class OperationComponentViewSet(ResourceViewSet):
    """Operation components: a material that goes into an operation."""

    entry = Entry(
        model=OperationComponent,
        path="operations/components",
        group="production",
        title=("quantity_unit",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("operation",),
    )
    serializer_class = OperationComponentSerializer
    filterset_class = OperationComponentFilter
