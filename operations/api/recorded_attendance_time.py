"""Recorded attendance times: a time for which a staff member was in the plant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import RecordedAttendanceTime
from operations.rules.periods import period_change, period_create


class RecordedAttendanceTimeSerializer(HalSerializer):
    """The shape of a recorded attendance time."""

    class Meta:
        model = RecordedAttendanceTime
        fields = [
            "id",
            "uuid",
            "staff_member",
            "start_date",
            "end_date",
            "tenant",
            "created_at",
            "updated_at",
        ]


class RecordedAttendanceTimeFilter(ResourceFilterSet):
    """What recorded attendance times can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")

    class Meta:
        model = RecordedAttendanceTime


class RecordedAttendanceTimeViewSet(ResourceViewSet):
    """Recorded attendance times: a time for which a staff member was in the plant."""

    entry = Entry(
        model=RecordedAttendanceTime,
        path="staffMembers/recordedAttendanceTimes",
        group="production",
        title=("start_date",),
        rules=Rules(create=period_create, change=period_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("staff_member",),
    )
    serializer_class = RecordedAttendanceTimeSerializer
    filterset_class = RecordedAttendanceTimeFilter
