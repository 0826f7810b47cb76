"""Staff members, their skills and shifts, and what terminals ask for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..resource import Action, Body, Relation, Resource, Timeline, declare
from ..values import moment
from .operations import period

TAG = "Staff members"


def _who(member: str):  # type: ignore[no-untyped-def]
    return lambda view, text: view.ids_of("staffMembers", "staff_member_id", **{member: text})


STAFF_MEMBER = Resource(
    name="staffMembers",
    kind="staff_member",
    path="staffMembers",
    key="staffMembers",
    tag=TAG,
    members="id staffNumber firstName lastName erpContextId identificationNumber staffMemberStateId",
    sources={"staffMemberStateId": "state"},
    added="staffMemberStateId",
    relations=(
        Relation(name="erpContext", source="erp_context", include="erp_context", to="erpContexts"),
        Relation(name="skills", at="/skills", include="skills", to="staffMemberSkills", many="elements"),
        Relation(name="shifts", at="{base}/staffMembers/shifts?staffMemberId={id}"),
        Relation(name="planningResults", at="/planningResults"),
        *(
            Relation(name=name, at=f"/{name}")
            for name in ("recordedLoginPeriods", "recordedAttendanceTimes", "absenceTimes", "scheduledWorkingTimes")
        ),
        Relation(
            name="currentlyExecutedOperations",
            include="currentlyExecutedOperations",
            to="operations",
            many="list",
        ),
        Relation(
            name="assignedWorkplaces",
            at="/assignedWorkplaces",
            include="assignedWorkplaces",
            to="workplaces",
            many="page",
        ),
        Relation(name="location", at="/location", include="location", to="staffMembersLocation", when=("location",)),
        Relation(name="staffMemberState", source="state", at="{base}/masterData/staffMemberStates/{id}"),
    ),
    needs=("currentlyExecutedOperations",),
    actions=(
        Action(name="updateLocation", when=("updateLocation",), method="PUT", suffix="/location"),
        Action(name="deleteLocation", when=("updateLocation", "location"), method="DELETE", suffix="/location"),
    ),
    filters={
        "staffNumber": "staff_number",
        "identificationNumber": "identification_number",
        "firstName": "first_name",
        "lastName": "last_name",
        "erpContextId": "erp_context_id",
    },
    collected=(
        Action(name="createStaffMember", when=("create",)),
        Action(name="updatePlanningResults", when=("update",), suffix="/planningResults/update"),
        Action(name="planningResults", method="GET", suffix="/planningResults"),
        Action(name="planningScenarios", method="GET", suffix="/planningScenarios"),
        Action(name="scheduledWorkingTimes", method="GET", suffix="/scheduledWorkingTimes"),
    ),
    domain="1600",
)
SKILL = Resource(name="staffMemberSkills", kind="staff_member_skill", tag=TAG, members="skillId level", domain="1600")


def shift_parts() -> dict[str, Callable[[Body], Any]]:
    """A shift as it lies in time: its period, the day that it belongs to, its breaks, of which the hub keeps none."""
    return {
        "timePeriod": period,
        "associatedDay": lambda item: moment(item["start_date"].replace(hour=0, minute=0, second=0, microsecond=0)),
        "breaks": lambda item: [],
        "isWorkingShift": lambda item: True,
    }


def _lying(item: Body) -> Body:
    parts = shift_parts()
    return {name: parts[name](item) for name in ("timePeriod", "associatedDay", "breaks")}


SHIFT = Resource(
    name="shifts",
    kind="staff_member_shift",
    path="staffMembers/shifts",
    key="shifts",
    tag=TAG,
    members="id staffMemberId shiftTypeId workplaceId startDate endDate shiftStateId shift",
    sources={"shiftStateId": "state"},
    made={"shift": _lying},
    relations=(
        Relation(name="shiftState", source="state", at="{base}/masterData/shiftStates/{id}"),
        Relation(name="staffMember", source="staff_member", include="staff_member", to="staffMembers"),
        Relation(name="shiftType", source="shift_type", include="shift_type", to="shiftTypes"),
        Relation(name="workplace", source="workplace", include="workplace", to="workplaces"),
    ),
    filters={
        "staffMemberId": "staff_member_id",
        "staffNumber": _who("staff_number"),
        "firstName": _who("first_name"),
        "lastName": _who("last_name"),
        "shiftTypeId": "shift_type_id",
        "startDate": "start_date",
        "endDate": "end_date",
    },
    timeline=Timeline(member="start_date", column="start_date"),
    domain="1600",
)
STAFF_ASSIGNMENT = Resource(
    name="staffPlanningResult",
    kind="staff_planning_result",
    tag=TAG,
    members="staffMemberShiftId workplaceId skillId workplaceShiftId startDate endDate capacity fixed",
    domain="1602",
)
COMMAND = Resource(
    name="commands",
    kind="command",
    path="commands",
    key="commands",
    tag="Commands",
    members="id name parameters workplaceId machineId operationId commandStateId createdAt deliveredAt confirmedAt",
    sources={"commandStateId": "state"},
    made={"parameters": lambda item: item["parameters"]},
    taken={"parameters": lambda value: {"parameters": value}},
    relations=(
        Relation(name="workplace", source="workplace", include="workplace", to="workplaces"),
        Relation(name="machine", source="machine", include="machine", to="machines"),
        Relation(name="operation", source="operation", include="operation", to="operations"),
    ),
    collected=(Action(name="createCommand", when=("create",)),),
)

declare(STAFF_MEMBER, SKILL, SHIFT, STAFF_ASSIGNMENT, COMMAND)
