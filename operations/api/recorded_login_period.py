"""Recorded login periods: a time for which a staff member was signed on at a workplace, and for which operation."""

from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.api.scenarios import PeriodFilter
from operations.models import RecordedLoginPeriod
from operations.rules.periods import period_create
from operations.rules.recorded_login_period import recorded_login_period_change, recorded_login_period_written


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
            "operation_phase",
            "proportion",
            "start_date",
            "end_date",
            "tenant",
            "created_at",
            "updated_at",
        ]


class RecordedLoginPeriodFilter(PeriodFilter):
    """What recorded login periods can be asked for."""

    class Meta:
        model = RecordedLoginPeriod


class RecordedLoginPeriodViewSet(ResourceViewSet):
    """Recorded login periods: a time for which a staff member was signed on at a workplace, and for which operation."""

    entry = Entry(
        model=RecordedLoginPeriod,
        path="staffMembers/recordedLoginPeriods",
        group="production",
        title=("start_date",),
        rules=Rules(
            create=period_create,
            change=recorded_login_period_change,
            written=recorded_login_period_written,
        ),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("staff_member",),
    )
    serializer_class = RecordedLoginPeriodSerializer
    filterset_class = RecordedLoginPeriodFilter
