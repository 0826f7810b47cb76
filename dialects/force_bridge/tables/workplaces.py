"""Workplaces, their groups, and machines."""

from __future__ import annotations

from dataclasses import replace

from ..resource import Action, Body, Relation, Resource, brief, declare
from ..values import hexed
from .literals import DESCRIPTION
from .operations import STATE, period

GROUP = "id number description type erpContextId"
WORKPLACE = Resource(
    name="workplaces",
    kind="workplace",
    path="workplaces",
    key="workplaces",
    tag="Workplaces",
    members="id number description erpContextId capacityGroup productionLine operatingState workplaceType "
    "isManualWorkplace",
    sources={"workplaceType": "type"},
    made={
        "capacityGroup": brief("capacity_group", "workplaceGroups", GROUP),
        "productionLine": brief("production_line", "workplaceGroups", GROUP),
        "operatingState": brief("operating_state", "operatingStates", STATE),
        "isManualWorkplace": lambda item: item.get("type") == "MANUAL_WORKPLACE",
    },
    given="capacityGroupId productionLineId",
    needs=(
        *("capacity_group", "production_line", "operating_state.workplace_state", "machines"),
        *("currentOperations", "currentStaffMembers"),
    ),
    actions=(
        Action(name="updateLocation", when=("updateLocation",), method="PUT", suffix="/location"),
        Action(name="deleteLocation", when=("updateLocation", "location"), method="DELETE", suffix="/location"),
    ),
    relations=(
        Relation(name="workplaces", at="{base}/workplaces"),
        DESCRIPTION,
        Relation(name="erpContext", source="erp_context", include="erp_context", to="erpContexts"),
        Relation(name="operatingState", source="operating_state", include="operating_state", to="operatingStates"),
        Relation(name="capacityGroup", source="capacity_group", include="capacity_group", to="workplaceGroups"),
        Relation(name="productionLine", source="production_line", include="production_line", to="workplaceGroups"),
        Relation(name="machine", source="machines", at="/machine", include="machines", to="machines", many="first"),
        Relation(name="currentOperations", include="currentOperations", to="operations", many="list"),
        Relation(name="currentStaffMembers", include="currentStaffMembers", to="staffMembers", many="list"),
        Relation(name="location", at="/location", include="location", to="workplacesLocation", when=("location",)),
        *(
            Relation(name=name, at=f"/{name}")
            for name in (
                *("quantitySummary", "operatingStateSummary", "recordedOperatingStates"),
                *("recordedOperationPhases", "recordedOutputQuantities"),
                *("scheduledOperatingTimes", "scheduledMaintenanceTimes", "devices"),
            )
        ),
        Relation(name="userFields", at="/userFields", include="userFields", to="workplaceUserFields"),
        Relation(name="shifts", at="{base}/workplaces/shifts?workplaceId={id}"),
    ),
    filters={
        "workplaceNumber": "number",
        "workplaceGroupId": "workplace_group_id",
        "workplaceGroupNumber": "workplace_group_number",
        "workplaceType": "type",
        "erpContextId": "erp_context_id",
    },
    collected=(
        Action(name="createWorkplace", when=("create",)),
        Action(name="predictedMalfunctionScenarios", method="GET", suffix="/predictedMalfunctionScenarios"),
    ),
    domain="1200",
)
#: Workplaces where an operation could run as well.
ALTERNATIVE = replace(WORKPLACE, name="alternativeWorkplaces", key="alternativeWorkplaces", collected=())
WORKPLACE_GROUP = Resource(
    name="workplaceGroups",
    kind="workplace_group",
    path="workplaceGroups",
    key="workplaceGroups",
    tag="Workplaces",
    members=GROUP,
    relations=(
        DESCRIPTION,
        Relation(name="erpContext", source="erp_context", include="erp_context", to="erpContexts"),
        *(
            Relation(name=name, at=f"/{name}")
            for name in (
                *("assignedWorkplaces", "manufacturingVariantRules", "setupTransitionRules", "setupTransitions"),
            )
        ),
        Relation(
            name="workplaces",
            at="{base}/workplaces?workplaceGroupId={id}",
            include="assignedWorkplaces",
            to="workplaces",
            many="list",
        ),
    ),
    filters={"workplaceGroupNumber": "number", "type": "type", "erpContextId": "erp_context_id"},
    domain="2800",
)
MACHINE = Resource(
    name="machines",
    kind="machine",
    path="machines",
    key="machines",
    tag="Machines",
    members="id number description erpContextId workplaceId machineStateId",
    sources={"machineStateId": "state"},
    relations=(
        DESCRIPTION,
        Relation(name="erpContext", source="erp_context", include="erp_context", to="erpContexts"),
        Relation(name="workplace", source="workplace", include="workplace", to="workplaces"),
        Relation(name="machineState", source="state", at="{base}/masterData/machineStates/{id}"),
    ),
    actions=tuple(
        Action(name=name, when=(name,), suffix=f"/{name}")
        for name in ("strokes", "counterIncrease", "quantitiesWithQualityDetails")
    ),
    filters={
        "machineNumber": "number",
        "workplaceNumber": lambda view, text: view.ids_of("workplaces", "workplace_id", number=text),
    },
    domain="1700",
)


def _why(item: Body, member: str) -> str:
    """What is known of the first detail of a recorded state; of the state itself where there is none."""
    details = item["details"]
    return str(details[0][member] if details else item["state"])


RECORDED_MACHINE_STATE = Resource(
    name="recordedMachineStateDetails",
    kind="recorded_machine_state_detail",
    tag="Machines",
    members="machineStateId code description machineStateDetailIds workplaceStateId timePeriod remark",
    sources={"machineStateId": "state"},
    made={
        "code": lambda item: _why(item, "code"),
        "description": lambda item: _why(item, "name"),
        "machineStateDetailIds": lambda item: [hexed(detail["uuid"]) for detail in item["details"]],
        "workplaceStateId": lambda item: "PRODUCTION" if item["state"] == "PRODUCTION" else "DOWNTIME",
        "timePeriod": period,
    },
    needs=("details",),
    filters={"startDate": "start_date", "endDate": "end_date"},
    domain="1700",
)

declare(WORKPLACE, ALTERNATIVE, WORKPLACE_GROUP, MACHINE, RECORDED_MACHINE_STATE)
