"""Workplace shifts: a shift in which a workplace is to run."""

from hub.filters import ResourceFilterSet, TextFilter
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import WorkplaceShift
from operations.rules import machines
from operations.rules.periods import period_change, period_create


class WorkplaceShiftSerializer(HalSerializer):
    """The shape of a workplace shift."""

    class Meta:
        model = WorkplaceShift
        fields = [
            "id",
            "uuid",
            "workplace",
            "shift_type",
            "start_date",
            "end_date",
            "state",
            "tenant",
            "created_at",
            "updated_at",
        ]


class WorkplaceShiftFilter(ResourceFilterSet):
    """What workplace shifts can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")
    state = TextFilter("state", commas=True)

    class Meta:
        model = WorkplaceShift


class WorkplaceShiftViewSet(ResourceViewSet):
    """Workplace shifts: a shift in which a workplace is to run."""

    entry = Entry(
        model=WorkplaceShift,
        path="workplaces/shifts",
        group="production",
        title=("start_date",),
        rules=Rules(create=period_create, change=period_change),
        states=StateMachine(field="state", table=machines.table("shift")),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("workplace",),
    )
    serializer_class = WorkplaceShiftSerializer
    filterset_class = WorkplaceShiftFilter
