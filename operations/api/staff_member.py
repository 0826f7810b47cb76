"""Staff members: somebody who works in the plant."""

from hub.access import READ
from hub.filters import ResourceFilterSet, TextFilter
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.models import StaffMember, StaffMemberWorkplaceLink
from operations.rules import machines


class StaffMemberSerializer(HalSerializer):
    """The shape of a staff member."""

    class Meta:
        model = StaffMember
        fields = [
            "id",
            "uuid",
            "staff_number",
            "identification_number",
            "first_name",
            "last_name",
            "state",
            "current_workplace",
            "erp_context",
            "tenant",
            "created_at",
            "updated_at",
        ]


class StaffMemberFilter(ResourceFilterSet):
    """What staff members can be asked for."""

    state = TextFilter("state", commas=True)

    class Meta:
        model = StaffMember


class StaffMemberViewSet(ResourceViewSet):
    """Staff members: somebody who works in the plant."""

    entry = Entry(
        model=StaffMember,
        path="staffMembers",
        group="production",
        title=("first_name", "last_name"),
        states=StateMachine(field="state", table=machines.table("staff_member")),
        nested=(
            Nested(name="skills", target="staff_member_skill", via="staff_member", makes=True),
            Nested(name="shifts", target="staff_member_shift", via="staff_member", makes=True),
            Nested(name="recordedLoginPeriods", target="recorded_login_period", via="staff_member", makes=True),
            Nested(name="recordedAttendanceTimes", target="recorded_attendance_time", via="staff_member", makes=True),
            Nested(name="absenceTimes", target="absence_time", via="staff_member", makes=True),
            Nested(name="scheduledWorkingTimes", target="scheduled_working_time", via="staff_member", makes=True),
            Nested(name="currentlyExecutedOperations", target="operation", via="current_staff_member"),
            Nested(
                name="assignedWorkplaces",
                target="workplace",
                through=lambda: StaffMemberWorkplaceLink,
                keys=("staff_member", "workplace"),
                child_level=READ,
                remembered=True,
            ),
        ),
    )
    serializer_class = StaffMemberSerializer
    filterset_class = StaffMemberFilter
