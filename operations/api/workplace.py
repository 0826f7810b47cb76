"""Workplaces: a place with capacity where operations run."""

from hub.access import READ, UPDATE
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.api.summaries import LINKS
from operations.filters import WorkplaceGroupFilter, WorkplaceGroupNumberFilter
from operations.models import StaffMemberWorkplaceLink, Workplace


class WorkplaceSerializer(HalSerializer):
    """The shape of a workplace."""

    class Meta:
        model = Workplace
        fields = [
            "id",
            "uuid",
            "number",
            "description",
            "type",
            "erp_context",
            "capacity_group",
            "production_line",
            "node",
            "operating_state",
            "tenant",
            "created_at",
            "updated_at",
        ]


class WorkplaceFilter(ResourceFilterSet):
    """What workplaces can be asked for."""

    workplace_group_id = WorkplaceGroupFilter()
    workplace_group_number = WorkplaceGroupNumberFilter()

    class Meta:
        model = Workplace


class WorkplaceViewSet(ResourceViewSet):
    """Workplaces: a place with capacity where operations run."""

    entry = Entry(
        model=Workplace,
        path="workplaces",
        group="production",
        further=LINKS,
        title=("number",),
        nested=(
            Nested(name="currentOperations", target="operation", via="current_workplace"),
            Nested(name="currentStaffMembers", target="staff_member", via="current_workplace"),
            Nested(
                name="assignedStaffMembers",
                target="staff_member",
                through=lambda: StaffMemberWorkplaceLink,
                keys=("workplace", "staff_member"),
                own_level=READ,
                child_level=UPDATE,
                remembered=True,
            ),
            Nested(name="machines", target="machine", via="workplace"),
            Nested(name="shifts", target="workplace_shift", via="workplace", makes=True),
            Nested(name="scheduledOperatingTimes", target="scheduled_operating_time", via="workplace", makes=True),
            Nested(name="scheduledMaintenanceTimes", target="scheduled_maintenance_time", via="workplace", makes=True),
            Nested(name="recordedMachineStateDetails", target="recorded_machine_state_detail", via="workplace"),
            Nested(name="recordedOperatingStates", target="recorded_operating_state", via="workplace", makes=True),
            Nested(name="recordedOperationPhases", target="recorded_operation_phase", via="workplace"),
            Nested(name="recordedOutputQuantities", target="recorded_output_quantity", via="workplace"),
        ),
    )
    serializer_class = WorkplaceSerializer
    filterset_class = WorkplaceFilter
