"""Recorded machine state details: a time for which a machine was in a state, and why."""

from hub.access import READ
from hub.filters import LinkedFilter, TextFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import PeriodFilter
from operations.models import RecordedMachineStateDetail, RecordedMachineStateDetailLink


class RecordedMachineStateDetailSerializer(HalSerializer):
    """The shape of a recorded machine state detail."""

    class Meta:
        model = RecordedMachineStateDetail
        fields = [
            "id",
            "uuid",
            "machine",
            "workplace",
            "state",
            "start_date",
            "end_date",
            "remark",
            "tenant",
            "created_at",
            "updated_at",
        ]


class RecordedMachineStateDetailFilter(PeriodFilter):
    """What recorded machine state details can be asked for."""

    state = TextFilter("state", commas=True)
    machine_state_detail_id = LinkedFilter(
        RecordedMachineStateDetailLink, "recorded_machine_state_detail", "machine_state_detail"
    )

    class Meta:
        model = RecordedMachineStateDetail


class RecordedMachineStateDetailViewSet(ResourceViewSet):
    """Recorded machine state details: a time for which a machine was in a state, and why."""

    entry = Entry(
        model=RecordedMachineStateDetail,
        path="recordedMachineStateDetails",
        group="production",
        title=("state",),
        actions=frozenset({"history", "search"}),
        shares=("machine",),
        nested=(
            Nested(
                name="details",
                target="machine_state_detail",
                through=lambda: RecordedMachineStateDetailLink,
                keys=("recorded_machine_state_detail", "machine_state_detail"),
                child_level=READ,
                remembered=True,
            ),
        ),
    )
    serializer_class = RecordedMachineStateDetailSerializer
    filterset_class = RecordedMachineStateDetailFilter
