"""Staff member shifts: a shift that a staff member is to work."""

from hub.filters import ResourceFilterSet, TextFilter
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import StaffMemberShift
from operations.rules import machines
from operations.rules.periods import period_change, period_create


class StaffMemberShiftSerializer(HalSerializer):
    """The shape of a staff member shift."""

    class Meta:
        model = StaffMemberShift
        fields = [
            "id",
            "uuid",
            "staff_member",
            "shift_type",
            "workplace",
            "start_date",
            "end_date",
            "state",
            "tenant",
            "created_at",
            "updated_at",
        ]


class StaffMemberShiftFilter(ResourceFilterSet):
    """What staff member shifts can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")
    state = TextFilter("state", commas=True)

    class Meta:
        model = StaffMemberShift


class StaffMemberShiftViewSet(ResourceViewSet):
    """Staff member shifts: a shift that a staff member is to work."""

    entry = Entry(
        model=StaffMemberShift,
        path="staffMembers/shifts",
        group="production",
        title=("start_date",),
        rules=Rules(create=period_create, change=period_change),
        states=StateMachine(field="state", table=machines.table("shift")),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("staff_member",),
    )
    serializer_class = StaffMemberShiftSerializer
    filterset_class = StaffMemberShiftFilter
