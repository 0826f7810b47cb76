"""What may happen to states and phases: one that something is in, or that a transition names, keeps its code and stays.

They are known by their codes, without a foreign key: no database minds.
"""

from __future__ import annotations

from typing import Any

from hub import errors
from hub.models.tenant import CATALOGUE_ID
from hub.registry import Rules
from operations.models import (
    Command,
    Machine,
    Operation,
    RecordedOperationPhase,
    StaffMember,
    StaffMemberShift,
    StateTransition,
    Tool,
    ToolAssemblyOrder,
    WorkplaceShift,
)
from operations.rules.machines import STATES

#: Which columns hold the codes of each machine's states.
HOLDERS: dict[str, tuple[tuple[Any, str], ...]] = {
    "operation": ((Operation, "phase"), (RecordedOperationPhase, "phase")),
    "tool_assembly_order": ((ToolAssemblyOrder, "state"),),
    "tool": ((Tool, "state"),),
    "machine": ((Machine, "state"),),
    "staff_member": ((StaffMember, "state"),),
    "command": ((Command, "state"),),
    "shift": ((StaffMemberShift, "state"), (WorkplaceShift, "state")),
}


def state_change(state: Any, changed: set[str]) -> None:
    """Another code only where nothing holds the old one."""
    if "code" in changed:
        old = type(state).objects.values_list("code", flat=True).get(pk=state.pk)
        _not_in_use(state, old)


def state_delete(state: Any) -> None:
    """Only what nothing holds is removed."""
    _not_in_use(state, state.code)


def _not_in_use(state: Any, code: str) -> None:
    machine = next(name for name, model in STATES.items() if isinstance(state, model))
    transitions = StateTransition.objects.filter(machine=machine)
    questions = [transitions.filter(from_state=code), transitions.filter(to_state=code)]
    questions += [model.objects.filter(**{column: code}) for model, column in HOLDERS[machine]]
    for rows in questions:
        if (rows if state.tenant_id == CATALOGUE_ID else rows.filter(tenant_id=state.tenant_id)).exists():
            raise errors.InUse()


RULES = Rules(change=state_change, delete=state_delete)
