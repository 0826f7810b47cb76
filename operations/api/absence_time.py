"""Absence times: a time for which a staff member is not there, and why."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import AbsenceTime
from operations.rules.periods import period_change, period_create


class AbsenceTimeSerializer(HalSerializer):
    """The shape of an absence time."""

    class Meta:
        model = AbsenceTime
        fields = [
            "id",
            "uuid",
            "staff_member",
            "start_date",
            "end_date",
            "reason",
            "tenant",
            "created_at",
            "updated_at",
        ]


class AbsenceTimeFilter(ResourceFilterSet):
    """What absence times can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")

    class Meta:
        model = AbsenceTime


class AbsenceTimeViewSet(ResourceViewSet):
    """Absence times: a time for which a staff member is not there, and why."""

    entry = Entry(
        model=AbsenceTime,
        path="staffMembers/absenceTimes",
        group="production",
        title=("start_date",),
        rules=Rules(create=period_create, change=period_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("staff_member",),
    )
    serializer_class = AbsenceTimeSerializer
    filterset_class = AbsenceTimeFilter
