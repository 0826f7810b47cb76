"""Scheduled working times: a time in which a staff member is to work."""

from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import PeriodFilter
from operations.models import ScheduledWorkingTime
from operations.rules.periods import period_change, period_create


class ScheduledWorkingTimeSerializer(HalSerializer):
    """The shape of a scheduled working time."""

    class Meta:
        model = ScheduledWorkingTime
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


class ScheduledWorkingTimeFilter(PeriodFilter):
    """What scheduled working times can be asked for."""

    class Meta:
        model = ScheduledWorkingTime


class ScheduledWorkingTimeViewSet(ResourceViewSet):
    """Scheduled working times: a time in which a staff member is to work."""

    entry = Entry(
        model=ScheduledWorkingTime,
        path="staffMembers/scheduledWorkingTimes",
        group="production",
        title=("start_date",),
        rules=Rules(create=period_create, change=period_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("staff_member",),
    )
    serializer_class = ScheduledWorkingTimeSerializer
    filterset_class = ScheduledWorkingTimeFilter
