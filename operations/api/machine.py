"""Machines: an asset that produces: the profile of it that production knows, one for an asset."""

from rest_framework import serializers

from hub.access import UPDATE
from hub.filters import ResourceFilterSet, TextFilter
from hub.hal.links import LinkSpec
from hub.hal.reference import ReferenceList
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.models import Machine
from operations.rules import machines
from operations.rules.machine import NOTHING, machine_change, machine_create, machine_enter


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
            "current_operation",
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


class MachineStateBody(serializers.Serializer[object]):
    """What a change of state may say: why."""

    details = ReferenceList("machine_state_detail")
    remark = serializers.CharField(required=False, allow_blank=True, max_length=500)


def _booking(name: str) -> LinkSpec:
    """Something that is booked to the operation in progress."""
    return LinkSpec(name, f"/{name}", "POST", UPDATE, True, where="current_operation_id", otherwise=NOTHING)


class MachineViewSet(ResourceViewSet):
    """Machines: an asset that produces: the profile of it that production knows, one for an asset."""

    entry = Entry(
        model=Machine,
        path="machines",
        group="production",
        title=("number",),
        rules=Rules(create=machine_create, change=machine_change),
        states=StateMachine(field="state", table=machines.table("machine"), enter=machine_enter, body=MachineStateBody),
        further=[
            *(_booking(name) for name in ("strokes", "counterIncrease", "quantitiesWithQualityDetails")),
            LinkSpec("correctMachineState", "/recordedMachineStateDetails/update", "POST", UPDATE, True),
        ],
        nested=(Nested(name="recordedMachineStateDetails", target="recorded_machine_state_detail", via="machine"),),
    )
    serializer_class = MachineSerializer
    filterset_class = MachineFilter
