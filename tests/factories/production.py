"""What bodies of production need beside what their serializers tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

#: Every kind of master data that is shown in a colour.
COLOURED = (
    "operation_phase",
    "tool_assembly_order_state",
    "tool_state",
    "machine_state",
    "machine_state_detail",
    "workplace_state",
    "operating_state_class",
    "operating_state",
    "quality_type",
    "quality_detail",
    "shift_type",
    "shift_state",
    "staff_member_state",
    "command_state",
    "skill",
)
#: Texts that take certain values only.
CHOSEN = frozenset({"color", "from_state", "to_state"})


def _period(start: str = "start_date", end: str = "end_date") -> Callable[[Any], dict[str, Callable[[], Any]]]:
    dates = {start: "2026-02-01T06:00:00Z", end: "2026-02-01T14:00:00Z"}
    return lambda plant: {name: lambda date=date: date for name, date in dates.items()}  # type: ignore[misc]


def _own(member: str, kind: str) -> Callable[[Any], dict[str, Callable[[], Any]]]:
    """A new one each time, where it can be used once only."""
    return lambda plant: {member: lambda: {"id": plant.make(kind)["id"]}}


def _dependency(plant: Any, values: dict[str, Any]) -> dict[str, Callable[[], Any]]:
    """Two operations of one order: of that of the one which is given, or of a new one."""
    given: Any = next((values[name] for name in ("predecessor", "successor") if name in values), None)
    if isinstance(given, dict):
        given = next((given[name] for name in ("id", "uuid", "href") if name in given), None)
    order: dict[str, Any] = {}

    def operation() -> dict[str, Any]:
        if not order:
            found = plant.engineer.get(f"operations/{str(given).rpartition('/')[2]}")
            known = found.links["production_order"]["href"] if found.status == 200 else None
            order["href"] = known or plant.make("production_order")["_links"]["self"]["href"]
        return {"id": plant.make("operation", production_order=dict(order))["id"]}

    return {"predecessor": operation, "successor": operation}


EXTRA: dict[str, Callable[[Any], dict[str, Callable[[], Any]]]] = {
    **{kind: lambda plant: {"color": lambda: "#1E88E5"} for kind in COLOURED},
    "production_order": lambda plant: {
        **_period("basic_start_date", "basic_end_date")(plant),
        **_period("scheduled_start_date", "scheduled_end_date")(plant),
    },
    "recorded_operating_state": _period(),
    "staff_member_shift": _period(),
    "workplace_shift": _period(),
    "scheduled_operating_time": _period(),
    "scheduled_maintenance_time": _period(),
    "recorded_attendance_time": _period(),
    "absence_time": _period(),
    "scheduled_working_time": _period(),
    "staff_planning_scenario": _period(),
    "predicted_malfunction_scenario": _period(),
    "predicted_malfunction": _period("prewarning_date", "critical_date"),
    "setup_transition_rule": lambda plant: {
        "criterion": lambda: "MATERIAL_NUMBER",
        "setup_time": lambda: 60_000,
    },
    "manufacturing_variant_rule": lambda plant: {
        "criterion": lambda: "MATERIAL_NUMBER",
        **{name: lambda: 0.5 for name in ("process_availability", "performance", "quality_rate")},
    },
    "staff_scenario_assignment": lambda plant: {
        **_period()(plant),
        **_own("staff_member_shift", "staff_member_shift")(plant),
    },
    "planning_scenario": _period(),
    "scenario_assignment": lambda plant: {
        **_period()(plant),
        **_period("setup_start_date", "setup_end_date")(plant),
        **_period("processing_start_date", "processing_end_date")(plant),
        **_own("operation", "operation")(plant),
    },
    "manufacturing_variant": lambda plant: {"process_availability": lambda: 0.9, "quality_rate": lambda: 0.5},
    "machine": _own("asset", "asset"),
    "state_transition": lambda plant: {
        "machine": lambda: "tool",
        "from_state": lambda: "AVAILABLE",
        "to_state": lambda: "AVAILABLE",
    },
    "staff_member_skill": _own("skill", "skill"),
    "recorded_login_period": lambda plant: {**_period()(plant), "proportion": lambda: 0.5},
}


def _stay(plant: Any, values: dict[str, Any]) -> dict[str, Any]:
    """A recorded phase comes out of a transition."""
    operation = values.get("operation") or {"id": plant.make("operation")["id"]}
    workplace = values.get("workplace") or {"id": plant.make("workplace")["id"]}
    plant.engineer.post(f"operations/{operation['id']}/SETUP", {"workplace": workplace}).ok()
    found = plant.engineer.get(f"operations/{operation['id']}/recordedOperationPhases")
    stay: dict[str, Any] = found.items("recorded_operation_phases")[-1]
    return stay


def _machine_stay(plant: Any, values: dict[str, Any]) -> dict[str, Any]:
    """A recorded state of a machine comes out of a transition; where the machine stands, so does the record."""
    given = {"workplace": values["workplace"]} if "workplace" in values else {}
    machine = values.get("machine") or {"id": plant.make("machine", **given)["id"]}
    plant.engineer.post(f"machines/{machine['id']}/PRODUCTION").ok()
    found = plant.engineer.get(f"machines/{machine['id']}/recordedMachineStateDetails")
    stay: dict[str, Any] = found.items("recorded_machine_state_details")[-1]
    return stay


#: What a body needs that depends on the values given for other members.
BESIDE: dict[str, Callable[[Any, dict[str, Any]], dict[str, Callable[[], Any]]]] = {
    "operation_dependency": _dependency,
}
#: Kinds that no POST to their collection makes.
MADE: dict[str, Callable[[Any, dict[str, Any]], dict[str, Any]]] = {
    "recorded_operation_phase": _stay,
    "recorded_machine_state_detail": _machine_stay,
}
LEFT_OUT: dict[str, tuple[str, ...]] = {"command": ("parameters",)}
