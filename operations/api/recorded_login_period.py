"""Recorded login periods: a time for which a staff member was signed on at a workplace, and for which operation."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import EndsAfter, StartsBefore
from operations.models import RecordedLoginPeriod
from operations.rules.periods import period_change, period_create


class RecordedLoginPeriodSerializer(HalSerializer):
    """The shape of a recorded login period."""

    class Meta:
        model = RecordedLoginPeriod
        fields = [
            "id",
            "uuid",
            "staff_member",
            "workplace",
            "operation",
            "start_date",
            "end_date",
            "tenant",
            "created_at",
            "updated_at",
        ]


class RecordedLoginPeriodFilter(ResourceFilterSet):
    """What recorded login periods can be asked for."""

    start_date = EndsAfter("end_date")
    end_date = StartsBefore("start_date")

    class Meta:
        model = RecordedLoginPeriod


class RecordedLoginPeriodViewSet(ResourceViewSet):
    """Recorded login periods: a time for which a staff member was signed on at a workplace, and for which operation."""

    entry = Entry(
        model=RecordedLoginPeriod,
        path="staffMembers/recordedLoginPeriods",
        group="production",
        title=("start_date",),
        rules=Rules(create=period_create, change=period_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("staff_member",),
    )
    serializer_class = RecordedLoginPeriodSerializer
    filterset_class = RecordedLoginPeriodFilter
