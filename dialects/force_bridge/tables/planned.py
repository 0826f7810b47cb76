"""What is planned: scenarios, shifts and times of workplaces, times of people; and the figures of plans."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..resource import Action, Body, Relation, Resource, Timeline, declare, reference
from ..values import moment, snake
from .operations import ASSIGNMENT, FORECAST_RESULT, PLANNING_RESULT, period
from .staff import shift_parts

PERIOD = {"startDate": "start_date", "endDate": "end_date"}
_BY_START = Timeline(member="start_date", column="start_date")
#: Figures of plans; what the hub does not compute is null.
FIGURES = (
    "startDate endDate numberOfWorkplaces scheduledOperatingTime plannedProcessingTime plannedExecutionTime "
    "numberOfPlannedProductionOrders numberOfPartiallyPlannedProductionOrders plannedLeadTime "
    "minimumLeadTimeWithSetup adherenceToDeliveryDates schedulingEfficiency occupancyRate setupReduction"
)
STAFF_FIGURES = (
    "numberOfPlannedStaffMembers scheduledWorkingTime occupancyTime occupancyRate numberOfWorkplaces "
    "requirementOfStaffHours coverageOfPersonnelRequirements"
)
OF_ASSIGNMENTS = {
    **PERIOD,
    "workplaceNumber": "workplace_number",
    "workplaceGroupId": "workplace_group_id",
    "workplaceGroupNumber": "workplace_group_number",
    "erpContextId": "erp_context_id",
}


STAFF_ASSIGNMENT = (
    "staffMemberId staffMemberShiftId workplaceId skillId workplaceShiftId startDate endDate capacity fixed"
)
WHO = {"staffMemberId": reference("staff_member_shift.staff_member")}


def figure(name: str) -> Callable[[Body], str | None]:
    """A moment that the hub computes."""
    return lambda item: moment(item[snake(name)])


PLANNED = replace(
    PLANNING_RESULT,
    name="planningResults",
    key="planningResults",
    filters=OF_ASSIGNMENTS,
    collected=(Action(name="updatePlanningResults", when=("update",), suffix="/update"),),
)
FORECAST = replace(
    FORECAST_RESULT,
    name="forecastResults",
    key="forecastResults",
    filters=OF_ASSIGNMENTS,
    collected=(Action(name="updateForecastResults", when=("update",), suffix="/update"),),
)
STAFF_PLANNED = Resource(
    name="staffPlanningResults",
    kind="staff_planning_result",
    tag="Staff members",
    members=STAFF_ASSIGNMENT,
    made=WHO,
    needs=("staff_member_shift",),
    filters=PERIOD,
    collected=(Action(name="updatePlanningResults", when=("update",), suffix="/update"),),
    domain="1602",
)
SCENARIO = Resource(
    name="planningScenarios",
    kind="planning_scenario",
    path="operations/planningScenarios",
    key="planningScenarios",
    tag="Operations",
    members="id creationDate creator startDate endDate numberOfWorkplaces numberOfProductionOrders numberOfOperations "
    "plannedStartDate plannedEndDate plannedExecutionTime",
    sources={"creationDate": "created_at"},
    made={name: figure(name) for name in ("plannedStartDate", "plannedEndDate")},
    filters=PERIOD,
    collected=(Action(name="createPlanningScenario", when=("create",)),),
    timeline=Timeline(),
    domain="1104",
)
SCENARIO_ASSIGNMENT = Resource(
    name="scenarioAssignments", kind="scenario_assignment", tag="Operations", members=ASSIGNMENT, domain="1104"
)
STAFF_SCENARIO = Resource(
    name="staffPlanningScenarios",
    kind="staff_planning_scenario",
    path="staffMembers/planningScenarios",
    key="planningScenarios",
    tag="Staff members",
    members=f"id creator creationDate startDate endDate operationsPlanningScenarioId {STAFF_FIGURES}",
    sources={"creationDate": "created_at", "operationsPlanningScenarioId": "planning_scenario"},
    filters=PERIOD,
    collected=(Action(name="createPlanningScenario", when=("create",)),),
    timeline=Timeline(),
    domain="1604",
)
STAFF_SCENARIO_ASSIGNMENT = Resource(
    name="staffScenarioAssignments",
    kind="staff_scenario_assignment",
    tag="Staff members",
    members=STAFF_ASSIGNMENT,
    made=WHO,
    needs=("staff_member_shift",),
    filters=PERIOD,
    timeline=_BY_START,
    domain="1604",
)
WORKPLACE_SHIFT = Resource(
    name="workplaceShifts",
    kind="workplace_shift",
    path="workplaces/shifts",
    key="shifts",
    tag="Workplaces",
    members="id workplaceId shiftTypeId startDate endDate shiftStateId timePeriod associatedDay breaks isWorkingShift",
    sources={"shiftStateId": "state"},
    made=shift_parts(),
    relations=(
        Relation(name="shiftState", source="state", at="{base}/masterData/shiftStates/{id}"),
        Relation(name="shiftType", source="shift_type", include="shift_type", to="shiftTypes"),
        Relation(name="workplace", source="workplace", include="workplace", to="workplaces"),
    ),
    filters={
        "workplaceId": "workplace_id",
        "workplaceNumber": lambda view, text: view.ids_of("workplaces", "workplace_id", number=text),
        "workplaceGroupNumber": lambda view, text: view.ids_of(
            "workplaces", "workplace_id", workplace_group_number=text
        ),
        "shiftTypeId": "shift_type_id",
        **PERIOD,
    },
    timeline=_BY_START,
    domain="1200",
)


def _times(name: str, kind: str, members: str, tag: str, **more: object) -> Resource:
    """Times of something, the latest first."""
    options: dict[str, object] = {"filters": PERIOD, **more}
    return Resource(name=name, kind=kind, members=members, tag=tag, timeline=_BY_START, **options)  # type: ignore[arg-type]


def _lasting(item: Body) -> int | None:
    found: int | None = period(item)["duration"]
    return found


OPERATING = _times(
    "scheduledOperatingTimes",
    "scheduled_operating_time",
    "startDate endDate duration",
    "Workplaces",
    made={"duration": _lasting},
)
MAINTENANCE = _times(
    "scheduledMaintenanceTimes",
    "scheduled_maintenance_time",
    "startDate endDate duration remark",
    "Workplaces",
    made={"duration": _lasting},
)
LOGINS = _times(
    "recordedLoginPeriods",
    "recorded_login_period",
    "workplaceId operationId operationPhase timePeriod proportion",
    "Staff members",
    made={"timePeriod": period},
    filters={
        **PERIOD,
        "workplaceId": "workplace_id",
        "workplaceNumber": lambda view, text: view.ids_of("workplaces", "workplace_id", number=text),
    },
)
ATTENDANCE = _times(
    "recordedAttendanceTimes", "recorded_attendance_time", "timePeriod", "Staff members", made={"timePeriod": period}
)
WORKING = _times(
    "scheduledWorkingTimes",
    "scheduled_working_time",
    "startDate endDate duration",
    "Staff members",
    made={"duration": lambda item: period(item)["duration"]},
)
ABSENCE = _times("absenceTimes", "absence_time", "startDate endDate reason", "Staff members")

declare(PLANNED, FORECAST, STAFF_PLANNED, SCENARIO, SCENARIO_ASSIGNMENT, WORKPLACE_SHIFT)
declare(OPERATING, MAINTENANCE, LOGINS, ATTENDANCE, ABSENCE, WORKING, STAFF_SCENARIO, STAFF_SCENARIO_ASSIGNMENT)
