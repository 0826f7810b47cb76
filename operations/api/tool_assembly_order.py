"""Tool assembly orders: an order to assemble a tool for an operation."""

from hub.filters import ResourceFilterSet, TextFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.models import ToolAssemblyOrder
from operations.rules import machines


class ToolAssemblyOrderSerializer(HalSerializer):
    """The shape of a tool assembly order."""

    class Meta:
        model = ToolAssemblyOrder
        fields = [
            "id",
            "uuid",
            "state",
            "description",
            "operation",
            "target_workplace",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ToolAssemblyOrderFilter(ResourceFilterSet):
    """What tool assembly orders can be asked for."""

    state = TextFilter("state", commas=True)

    class Meta:
        model = ToolAssemblyOrder


class ToolAssemblyOrderViewSet(ResourceViewSet):
    """Tool assembly orders: an order to assemble a tool for an operation."""

    entry = Entry(
        model=ToolAssemblyOrder,
        path="tools/assemblyOrders",
        group="production",
        title=("state",),
        states=StateMachine(
            field="state", table=machines.table("tool_assembly_order"), aliases={"PRESET": "PRESETTING"}
        ),
    )
    serializer_class = ToolAssemblyOrderSerializer
    filterset_class = ToolAssemblyOrderFilter
