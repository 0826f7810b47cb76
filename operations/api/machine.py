"""Machines: an asset that produces: the profile of it that production knows, one for an asset."""

from hub.filters import ResourceFilterSet, TextFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.models import Machine
from operations.rules import machines


class MachineSerializer(HalSerializer):
    """The shape of a machine."""

    class Meta:
        model = Machine
        fields = [
            "id",
            "uuid",
            "number",
            "description",
            "asset",
            "workplace",
            "erp_context",
            "state",
            "tenant",
            "created_at",
            "updated_at",
        ]


class MachineFilter(ResourceFilterSet):
    """What machines can be asked for."""

    state = TextFilter("state", commas=True)

    class Meta:
        model = Machine


class MachineViewSet(ResourceViewSet):
    """Machines: an asset that produces: the profile of it that production knows, one for an asset."""

    entry = Entry(
        model=Machine,
        path="machines",
        group="production",
        title=("number",),
        states=StateMachine(field="state", table=machines.table("machine")),
    )
    serializer_class = MachineSerializer
    filterset_class = MachineFilter
