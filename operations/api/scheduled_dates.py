"""The scheduled dates of an operation."""

from hub.hal.serializer import HalSerializer
from hub.registry import Rules, Sub
from hub.viewsets.sub import SubViewSet
from operations.models import ScheduledDates
from operations.rules.scheduled_dates import scheduled_dates_change, scheduled_dates_create


class ScheduledDatesSerializer(HalSerializer):
    """The shape of scheduled dates."""

    class Meta:
        model = ScheduledDates
        fields = [
            "operation",
            "earliest_start_date",
            "earliest_end_date",
            "latest_start_date",
            "latest_end_date",
            "scheduled_start_date",
            "scheduled_end_date",
            "updated_at",
        ]


class ScheduledDatesViewSet(SubViewSet):
    """The earliest, latest and scheduled dates of an operation."""

    entry = Sub(
        model=ScheduledDates,
        owner="operation",
        key="operation",
        path="scheduledDates",
        plural="scheduled_dates",
        always=True,
        rules=Rules(create=scheduled_dates_create, change=scheduled_dates_change),
        actions=frozenset({"update", "delete", "history", "bulk"}),
    )
    serializer_class = ScheduledDatesSerializer
