"""Master data: states and what else is chosen from a list. Ids of states are words, those of other rows are UUIDs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..resource import Body, Relation, Resource, by_code, coded, declare
from .literals import text

GENERIC = "id description shortDescription code color"
MADE: dict[str, Callable[[Body], Any]] = {
    "description": lambda item: item.get("description") or item.get("name"),
    "shortDescription": lambda item: item.get("name"),
}
TEXTS = (
    text("description", "description", "name"),
    text("shortDescription", "name"),
)


def _rows(name: str, kind: str, *, worded: bool = True, **more: Any) -> Resource:
    options: dict[str, Any] = {"members": GENERIC, "made": MADE, "relations": TEXTS, **more}
    return Resource(
        name=name, kind=kind, path=f"masterData/{name}", key=name, tag="Master data", worded=worded, **options
    )


WORKPLACE_STATES = _rows("workplaceStates", "workplace_state")
OPERATING_STATES = _rows(
    "operatingStates",
    "operating_state",
    worded=False,
    members=f"{GENERIC} workplaceStateId operatingStateClassId customerCode timeBase "
    "isRecodable isSplittable isAnnotatable",
    sources={"isRecodable": "is_recordable"},
    made={**MADE, "workplaceStateId": coded("workplace_state")},
    needs=("workplace_state",),
    relations=(
        *TEXTS,
        Relation(name="workplaceState", source="workplace_state", include="workplace_state", to="workplaceStates"),
        Relation(
            name="operatingStateClass",
            source="operating_state_class",
            include="operating_state_class",
            to="operatingStateClasses",
        ),
    ),
    filters={
        "timeBase": "time_base",
        "workplaceStateId": by_code("masterData/workplaceStates", "workplace_states", "workplace_state_id"),
        "operatingStateClassId": by_code(
            "masterData/operatingStateClasses", "operating_state_classes", "operating_state_class_id"
        ),
    },
)
DETAILED = "isRecodable isSplittable isAnnotatable customerCode"
MACHINE_STATE_DETAILS = _rows(
    "machineStateDetails",
    "machine_state_detail",
    worded=False,
    members=f"{GENERIC} machineStateId {DETAILED}",
    sources={"isRecodable": "is_recordable"},
    made={**MADE, "machineStateId": coded("machine_state")},
    needs=("machine_state",),
    relations=(
        *TEXTS,
        Relation(name="machineState", source="machine_state", include="machine_state", to="machineStates"),
    ),
    filters={"customerCode": "customer_code"},
)
#: What an operation does is recorded as operating states; whether it is produced follows from their workplace states.
OPERATION_STATES = (
    _rows("operationProductionStates", "workplace_state"),
    _rows(
        "operationProductionStateDetails",
        "operating_state",
        worded=False,
        members=f"{GENERIC} {DETAILED}",
        sources={"isRecodable": "is_recordable"},
        filters={"customerCode": "customer_code"},
    ),
)
#: The statuses of documents, as the vendor calls them, and in which colours.
DOCUMENT_WORDS = {
    "draft": "NEW",
    "in_review": "WAITING_FOR_RELEASE",
    "released": "RELEASED",
    "withdrawn": "LOCKED",
    "checked_out": "CHECKED_OUT_FOR_PROCESSING",
}
DOCUMENT_COLORS = {
    "draft": "#1E88E5",
    "in_review": "#FB8C00",
    "released": "#43A047",
    "withdrawn": "#E53935",
    "checked_out": "#8E24AA",
}
DOCUMENT_STATES = _rows(
    "documentStates",
    "document_status",
    words=DOCUMENT_WORDS,
    made={**MADE, "color": lambda item: DOCUMENT_COLORS.get(item.get("code", ""), "#9E9E9E")},
)
SETTINGS = _rows(
    "customerSpecificSettings",
    "customer_specific_setting",
    members="id topic value description",
    made={},
    relations=(),
    filters={"topic": "topic"},
)
QUALITY_TYPES = _rows("qualityTypes", "quality_type")
QUALITY_DETAILS = _rows(
    "qualityDetails",
    "quality_detail",
    worded=False,
    members=f"{GENERIC} qualityTypeId",
    made={**MADE, "qualityTypeId": coded("quality_type")},
    needs=("quality_type",),
    relations=(
        *TEXTS,
        Relation(name="qualityType", source="quality_type", include="quality_type", to="qualityTypes"),
    ),
    filters={
        "code": "code",
        "qualityTypeId": by_code("masterData/qualityTypes", "quality_types", "quality_type_id"),
    },
)
STATES = (
    WORKPLACE_STATES,
    QUALITY_TYPES,
    _rows("operatingStateClasses", "operating_state_class", worded=False),
    _rows(
        "operationPhases",
        "operation_phase",
        members=f"{GENERIC} isInProgress",
        sources={"isInProgress": "in_progress"},
        added="isInProgress",
    ),
    _rows("toolAssemblyOrderStates", "tool_assembly_order_state"),
    _rows("toolStates", "tool_state"),
    _rows("machineStates", "machine_state"),
    _rows("staffMemberStates", "staff_member_state"),
    _rows("commandStates", "command_state"),
    _rows("shiftTypes", "shift_type", worded=False),
    _rows("shiftStates", "shift_state"),
    _rows("skills", "skill", worded=False, members="id description shortDescription code"),
)
DETAILS = (OPERATING_STATES, MACHINE_STATE_DETAILS, QUALITY_DETAILS)
MASTER = (*DETAILS, *STATES, *OPERATION_STATES, DOCUMENT_STATES, SETTINGS)
declare(*MASTER)
