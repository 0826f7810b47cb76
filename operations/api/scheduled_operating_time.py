"""Scheduled operating times: a time in which a workplace is to operate."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import ScheduledOperatingTime
from operations.rules.periods import period_change, period_create


class ScheduledOperatingTimeSerializer(HalSerializer):
    """The shape of a scheduled operating time."""

    class Meta:
        model = ScheduledOperatingTime
        fields = [
            "id",
            "uuid",
            "workplace",
            "start_date",
            "end_date",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ScheduledOperatingTimeFilter(ResourceFilterSet):
    """What scheduled operating times can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")

    class Meta:
        model = ScheduledOperatingTime


class ScheduledOperatingTimeViewSet(ResourceViewSet):
    """Scheduled operating times: a time in which a workplace is to operate."""

    entry = Entry(
        model=ScheduledOperatingTime,
        path="workplaces/scheduledOperatingTimes",
        group="production",
        title=("start_date",),
        rules=Rules(create=period_create, change=period_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("workplace",),
    )
    serializer_class = ScheduledOperatingTimeSerializer
    filterset_class = ScheduledOperatingTimeFilter
