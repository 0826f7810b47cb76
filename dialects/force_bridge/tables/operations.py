"""Operations and what hangs on them; durations are milliseconds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..resource import Action, Body, Relation, Resource, Timeline, brief, by_code, coded, declare, reference, referred
from ..values import plain
from .literals import DESCRIPTION
from .orders import by_id

TAG = "Operations"
WORKPLACE = "id number description erpContextId"
STATE = "id description code workplaceStateId"


def below(path: str) -> Any:
    """What hangs on an operation stands below it."""
    return lambda base, item: f"{base}/operations/{referred(item['operation'])}/{path}"


def part(name: str, kind: str, path: str, members: str, **more: Any) -> Resource:
    """One thing that hangs on an operation."""
    options: dict[str, Any] = {"tag": TAG, "domain": "1100", **more}
    relations = (Relation(name="operation", source="operation", to="operations"), *options.pop("relations", ()))
    return Resource(name=name, kind=kind, members=members, relations=relations, stands=below(path), **options)


SPECIFICATION = part(
    "operationSpecification",
    "operation_specification",
    "specification",
    "targetWorkplace targetCapacityGroup targetQuantity plannedScrapQuantity quantityUnit targetTimePerUnit "
    "targetMachineCycleTime unitsPerMachineCycle targetQueueTime targetSetupTime targetProcessingTime "
    "targetTeardownTime targetWaitTime targetMoveTime minimumSendAheadQuantity minimumOverlapTime "
    "targetStartDate targetEndDate",
    made={
        "targetWorkplace": brief("operation.target_workplace", "workplaces", WORKPLACE),
        "targetCapacityGroup": brief("target_capacity_group", "workplaceGroups", "id number description type"),
    },
    given="targetCapacityGroupId",
    needs=("operation.target_workplace", "target_capacity_group"),
    relations=(
        Relation(
            name="targetWorkplace",
            source="operation.target_workplace",
            include="operation.target_workplace",
            to="workplaces",
        ),
    ),
)
ASSIGNMENT = (
    "operationId workplaceId startDate endDate setupStartDate setupEndDate processingStartDate processingEndDate fixed"
)


def assignment(name: str, kind: str, domain: str) -> Resource:
    """A planned or an expected assignment of an operation to a workplace."""
    title = name[:1].upper() + name[1:]
    return part(
        name,
        kind,
        name,
        ASSIGNMENT,
        relations=(Relation(name="workplace", source="workplace", include="workplace", to="workplaces"),),
        actions=(
            Action(name=f"update{title}", when=("replace",), method="PUT"),
            Action(name=f"delete{title}", when=("delete",), method="DELETE"),
        ),
        domain=domain,
    )


PLANNING_RESULT = assignment("planningResult", "planning_result", "1102")
FORECAST_RESULT = assignment("forecastResult", "forecast_result", "1103")
_DATES = "earliestStartDate latestStartDate earliestEndDate latestEndDate scheduledStartDate scheduledEndDate"
SCHEDULED_DATES = part("scheduledDates", "scheduled_dates", "scheduledDates", _DATES)
CHARACTERISTICS = part(
    "materialCharacteristics",
    "material_characteristics",
    "materialCharacteristics",
    "elements",
    made={"elements": lambda item: [dict(one) for one in item["elements"]]},
)
COMPONENT = part(
    "components",
    "operation_component",
    "components",
    "material quantity quantityUnit",
    made={"material": brief("material", "materials", "number description type")},
    given="materialId",
    taken={"material": by_id("material")},
    needs=("material",),
)
RESOURCE = part(
    "productionResourcesAndTools",
    "production_resource",
    "productionResourcesAndTools",
    "id itemNumber type group number description quantity quantityUnit",
    key="productionResourcesAndTools",
    relations=(DESCRIPTION,),
    filters={"type": "type", "group": "group"},
)
REQUIRED_TOOL = part(
    "requiredTools",
    "required_tool",
    "requiredTools",
    "toolClass toolGroup quantity toolId",
    made={
        "toolClass": lambda item: {"name": plain(item["tool_class"]), "identifier": plain(item["tool_class"])},
    },
)


REQUIRED_SKILL = part("requiredSkills", "required_skill", "requiredSkills", "skillId minimumSkill capacity")


def required_skills(items: Iterable[Body] | None) -> Body:
    """What is asked of people, for setup and for processing."""
    told: dict[str, list[Body]] = {"setup": [], "processing": []}
    for item in items or ():
        one = {"skillId": referred(item["skill"])}
        told[item["phase"].lower()].append({**one, "minimumSkill": item["minimum_skill"], "capacity": item["capacity"]})
    return told


RECORDED_STATE = part(
    "recordedOperatingStates",
    "recorded_operating_state",
    "recordedOperatingStates",
    "id operatingState timePeriod workplaceId operationId remark",
    made={
        "operatingState": brief("operating_state", "operatingStates", STATE),
        "timePeriod": lambda item: period(item),
    },
    needs=("operating_state.workplace_state",),
    timeline=Timeline(member="start_date", column="start_date"),
    filters={
        "startDate": "start_date",
        "endDate": "end_date",
        "timeBase": "time_base",
        "workplaceStateId": by_code("masterData/workplaceStates", "workplace_states", "workplace_state_id"),
        "operatingStateClassId": by_code(
            "masterData/operatingStateClasses", "operating_state_classes", "operating_state_class_id"
        ),
        "shiftId": "shift_id",
    },
)
RECORDED_PHASE = part(
    "recordedOperationPhases",
    "recorded_operation_phase",
    "recordedOperationPhases",
    "id operationPhaseId workplaceId operationId staffMemberId startDate endDate",
    sources={"operationPhaseId": "phase"},
    timeline=Timeline(member="start_date", column="start_date"),
    filters={"startDate": "start_date", "endDate": "end_date"},
)
RECORDED_QUANTITY = part(
    "recordedOutputQuantities",
    "recorded_output_quantity",
    "recordedOutputQuantities",
    "id quantity bookingTime qualityTypeId qualityDetailId workplaceId operationId staffMemberId remark",
    made={"qualityTypeId": coded("quality_type")},
    needs=("quality_type",),
    timeline=Timeline(member="booking_time", column="booking_time"),
    filters={
        "startDate": "booking_time_from",
        "endDate": "booking_time_to",
        "qualityTypeId": by_code("masterData/qualityTypes", "quality_types", "quality_type_id"),
        "shiftId": "shift_id",
    },
)


def period(item: Body) -> Body:
    """From when to when, and how many milliseconds; of what still lasts neither end nor length is known."""
    start, end = item["start_date"], item["end_date"]
    length = None if end is None else round((end - start).total_seconds() * 1000)
    return {"startDate": plain(start), "endDate": plain(end), "duration": length}


def embedded(name: str, title: str, relation: str = "") -> Action:
    """A shortcut to the collection with something embedded."""
    return Action(
        name=f"operationsWith{name}", method="GET", suffix=f"?embed={relation or uncapped(name)}", title=title
    )


def uncapped(name: str) -> str:
    """``Components`` -> ``components``."""
    return name[:1].lower() + name[1:]


_LISTS = {
    "operationNumber": "number",
    "operationSplit": "split",
    "operationPhaseId": "phase",
    "productionOrderId": "production_order_id",
    "productionOrderNumber": "production_order_number",
    "productionOrderSplit": "production_order_split",
    "workplaceId": "workplace_id",
    "workplaceNumber": "workplace_number",
    "materialNumber": "material_number",
}
_SINGLE = {
    "isDispatched": "is_dispatched",
    "isInProgress": "is_in_progress",
    "isPlannable": "is_plannable",
    "startDate": "start_date",
    "endDate": "end_date",
}
OPERATION = Resource(
    name="operations",
    kind="operation",
    path="operations",
    key="operations",
    tag=TAG,
    members="id number split sequenceNumber description startDate endDate material erpContextId productionOrder "
    "currentWorkplace operationPhaseId",
    sources={"operationPhaseId": "phase"},
    made={
        "material": brief("material", "materials", "id number description type"),
        "erpContextId": reference("production_order.erp_context"),
        "productionOrder": brief(
            "production_order", "productionOrders", "id number split description material erpContextId"
        ),
        "currentWorkplace": brief("current_workplace", "workplaces", WORKPLACE),
    },
    given="productionOrderId materialId targetWorkplaceId",
    taken={
        "productionOrder": by_id("production_order"),
        "material": by_id("material"),
        "targetWorkplace": by_id("target_workplace"),
    },
    needs=("material", "production_order.material", "current_workplace"),
    linked=("planningResult",),
    relations=(
        Relation(name="operations", at="{base}/operations"),
        DESCRIPTION,
        Relation(name="productionOrder", source="production_order", include="production_order", to="productionOrders"),
        Relation(
            name="productionOrderSpecification",
            at="{base}/productionOrders/{id}/specification",
            source="production_order",
            include="production_order",
            to="productionOrderSpecification",
        ),
        Relation(
            name="erpContext",
            source="production_order.erp_context",
            include="production_order.erp_context",
            to="erpContexts",
        ),
        Relation(
            name="operationPhase",
            source="phase",
            at="{base}/masterData/operationPhases/{id}",
            coded="operationPhases",
        ),
        Relation(name="currentWorkplace", source="current_workplace", include="current_workplace", to="workplaces"),
        Relation(name="targetWorkplace", source="target_workplace", include="target_workplace", to="workplaces"),
        Relation(
            name="plannedWorkplace",
            source="planningResult.workplace",
            include="planningResult.workplace",
            to="workplaces",
        ),
        *(
            Relation(name=f"{name}CapacityGroup", source=path, include=path, to="workplaceGroups")
            for name, path in (
                ("planned", "planningResult.workplace.capacity_group"),
                ("target", "specification.target_capacity_group"),
            )
        ),
        Relation(name="specification", at="/specification", include="specification", to="operationSpecification"),
        Relation(
            name="productionResourcesAndTools",
            at="/productionResourcesAndTools",
            include="productionResourcesAndTools",
            to="productionResourcesAndTools",
            many="page",
        ),
        Relation(name="components", at="/components", include="components", to="components", many="elements"),
        Relation(
            name="materialCharacteristics",
            at="/materialCharacteristics",
            include="materialCharacteristics",
            to="materialCharacteristics",
        ),
        Relation(
            name="alternativeWorkplaces",
            at="/alternativeWorkplaces",
            include="alternativeWorkplaces",
            to="alternativeWorkplaces",
            many="page",
        ),
        Relation(
            name="requiredTools", at="/requiredTools", include="requiredTools", to="requiredTools", many="elements"
        ),
        Relation(name="requiredSkills", at="/requiredSkills", include="requiredSkills", shaped=required_skills),
        Relation(name="scheduledDates", at="/scheduledDates", include="scheduledDates", to="scheduledDates"),
        Relation(name="userFields", at="/userFields", include="userFields", to="operationUserFields"),
        Relation(
            name="manufacturingVariants",
            at="/manufacturingVariants",
            include="manufacturingVariants",
            to="manufacturingVariants",
            many="elements",
        ),
        *(
            Relation(name=name, at=f"/{name}", include=name, to=name, when=(name,))
            for name in ("planningResult", "forecastResult")
        ),
        *(
            Relation(name=name, at=f"/{name}")
            for name in (
                *("quantitySummary", "operatingStateSummary", "recordedOperatingStates"),
                *("recordedOperationPhases", "recordedOutputQuantities", "currentProductionData"),
            )
        ),
        Relation(name="assemblyOrders", at="{base}/tools/assemblyOrders?operationId={id}"),
    ),
    actions=tuple(
        Action(name=f"{verb}{title}Result", when=when, method=method, suffix=f"/{title.lower()}Result")
        for title in ("Planning", "Forecast")
        for verb, method, when in (
            ("update", "PUT", (f"update{title}Result",)),
            ("delete", "DELETE", (f"update{title}Result", f"{title.lower()}Result")),
        )
    ),
    filters={**_LISTS, **_SINGLE},
    searched={
        "operationIds": "uuid",
        **{f"{name}s": canonical for name, canonical in _LISTS.items()},
        "phaseIds": "phase",
        "targetWorkplaceIds": "target_workplace_id",
        "targetWorkplaceNumbers": "target_workplace_number",
        "plannedWorkplaceIds": "planned_workplace_id",
        "plannedWorkplaceNumbers": "planned_workplace_number",
        "erpContextIds": "erp_context_id",
        **_SINGLE,
    },
    collected=(
        Action(name="createOperation", when=("create",)),
        Action(name="searchOperations", when=("search",), suffix="/search"),
        Action(
            name="searchOperationsWithSpecification",
            when=("search",),
            suffix="/search?embed=specification",
            title="Specification",
        ),
        Action(name="updatePlanningResults", when=("updatePlanningResults",), suffix="/planningResults/update"),
        Action(name="updateForecastResults", when=("updateForecastResults",), suffix="/forecastResults/update"),
        Action(name="planningResults", method="GET", suffix="/planningResults"),
        Action(name="forecastResults", method="GET", suffix="/forecastResults"),
        Action(name="planningScenarios", method="GET", suffix="/planningScenarios"),
        embedded("Specification", "Specification"),
        embedded("ProductionResourcesAndTools", "Production resources and tools"),
        embedded("Components", "Components"),
        embedded("ScheduledDates", "Scheduled dates"),
        embedded("PlanningResults", "Planning results", "planningResult"),
        embedded("ForecastResults", "Forecast results", "forecastResult"),
    ),
    timeline=Timeline(),
    domain="1100",
)

declare(
    *(OPERATION, SPECIFICATION, PLANNING_RESULT, FORECAST_RESULT, SCHEDULED_DATES, CHARACTERISTICS, COMPONENT),
    *(RESOURCE, REQUIRED_TOOL, REQUIRED_SKILL, RECORDED_STATE, RECORDED_PHASE, RECORDED_QUANTITY),
)
