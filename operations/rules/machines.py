"""State machines out of rows: the states of master data and the transitions between them, as a tenant sees them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub import context
from hub.language import translated
from hub.models.tenant import CATALOGUE_ID
from operations.models import (
    CommandState,
    MachineState,
    OperationPhase,
    ShiftState,
    StaffMemberState,
    StateTransition,
    ToolAssemblyOrderState,
    ToolState,
)

Table = dict[str, list[tuple[str, str]]]

#: The model of each machine's states.
STATES: dict[str, Any] = {
    "operation": OperationPhase,
    "tool_assembly_order": ToolAssemblyOrderState,
    "tool": ToolState,
    "machine": MachineState,
    "staff_member": StaffMemberState,
    "command": CommandState,
    "shift": ShiftState,
}


def table(machine: str) -> Callable[[int], Table]:
    """The function that gives a tenant's table of ``machine``."""

    def of(tenant_id: int) -> Table:
        return load(machine, tenant_id)

    return of


def load(machine: str, tenant_id: int) -> Table:
    """Every state of ``machine`` in the order of ranks, with the (code, title) pairs it can become. Two queries."""
    titles = _titles(STATES[machine], tenant_id)
    edges: dict[str, dict[int, list[str]]] = {}
    rows = StateTransition.objects.filter(machine=machine, tenant_id__in=(CATALOGUE_ID, tenant_id)).order_by("pk")
    for tenant, source, target in rows.values_list("tenant_id", "from_state", "to_state"):
        edges.setdefault(source, {}).setdefault(tenant, []).append(target)
    found: Table = {}
    for code in titles:
        of_state = edges.get(code, {})
        targets = of_state.get(tenant_id, of_state.get(CATALOGUE_ID, []))
        found[code] = [(target, titles[target]) for target in targets if target in titles]
    return found


def _titles(model: Any, tenant_id: int) -> dict[str, str]:
    """The name of each state in the caller's language, by code."""
    language = context.current().language
    rows = model.objects.filter(tenant_id__in=(CATALOGUE_ID, tenant_id)).order_by("rank", "pk")
    return {
        code: translated(translations, language, "name", name)
        for code, name, translations in rows.values_list("code", "name", "translations")
    }


def knows(machine: str, code: str, tenant_id: int) -> bool:
    """Whether ``code`` is a state of ``machine`` in the tenant, in the same letters."""
    rows = STATES[machine].objects.filter(tenant_id__in=(CATALOGUE_ID, tenant_id), code=code)
    return bool(rows.exists())
