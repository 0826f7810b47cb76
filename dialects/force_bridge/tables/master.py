"""Master data: states and what else is chosen from a list. Ids of states are words, those of other rows are UUIDs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.hal.reference import parse_key

from ..resource import Body, Relation, Resource, coded, declare
from .literals import literal

GENERIC = "id description shortDescription code color"
MADE: dict[str, Callable[[Body], Any]] = {
    "description": lambda item: item.get("description") or item.get("name"),
    "shortDescription": lambda item: item.get("name"),
}
TEXTS = (
    Relation(name="description", at="/description", shaped=literal("name")),
    Relation(name="shortDescription", at="/shortDescription", shaped=literal("name")),
)


def by_code(path: str, plural: str, parameter: str) -> Callable[[Any, str], Body]:
    """A parameter that names a row of master data by its code or by its UUID."""

    def asked(view: Any, text: str) -> Body:
        if parse_key(text) is not None:
            return {parameter: text}
        return {parameter: view.id_of_code(path, plural, text)}

    return asked


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
        "operationPhases", "operation_phase", members=f"{GENERIC} isInProgress", sources={"isInProgress": "in_progress"}
    ),
    _rows("toolAssemblyOrderStates", "tool_assembly_order_state"),
    _rows("toolStates", "tool_state"),
    _rows("machineStates", "machine_state"),
    _rows("staffMemberStates", "staff_member_state"),
    _rows("commandStates", "command_state"),
    _rows("shiftTypes", "shift_type", worded=False),
    _rows("skills", "skill", worded=False, members="id description shortDescription code"),
)
MASTER = (OPERATING_STATES, QUALITY_DETAILS, *STATES)
declare(*MASTER)
