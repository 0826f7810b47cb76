"""Scheduled maintenance times: a time in which a workplace is to be maintained."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import ScheduledMaintenanceTime
from operations.rules.periods import period_change, period_create


class ScheduledMaintenanceTimeSerializer(HalSerializer):
    """The shape of a scheduled maintenance time."""

    class Meta:
        model = ScheduledMaintenanceTime
        fields = [
            "id",
            "uuid",
            "workplace",
            "start_date",
            "end_date",
            "remark",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ScheduledMaintenanceTimeFilter(ResourceFilterSet):
    """What scheduled maintenance times can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")

    class Meta:
        model = ScheduledMaintenanceTime


class ScheduledMaintenanceTimeViewSet(ResourceViewSet):
    """Scheduled maintenance times: a time in which a workplace is to be maintained."""

    entry = Entry(
        model=ScheduledMaintenanceTime,
        path="workplaces/scheduledMaintenanceTimes",
        group="production",
        title=("start_date",),
        rules=Rules(create=period_create, change=period_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("workplace",),
    )
    serializer_class = ScheduledMaintenanceTimeSerializer
    filterset_class = ScheduledMaintenanceTimeFilter
