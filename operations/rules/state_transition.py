"""What may happen to state transitions: both ends are states of the machine."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from hub import errors
from operations.models import StateTransition
from operations.rules import machines

NO_STATE = _("There is no such state: give the code of one, in the same letters.")


def state_transition_create(transition: StateTransition) -> None:
    """Both ends exist; an empty target makes the first a final state."""
    _check(transition, {"from_state", "to_state"})


def state_transition_change(transition: StateTransition, changed: set[str]) -> None:
    """What it is changed to exists."""
    _check(transition, {"from_state", "to_state"} if "machine" in changed else changed)


def _check(transition: StateTransition, names: set[str]) -> None:
    wrong = []
    for name in ("from_state", "to_state"):
        code = getattr(transition, name)
        if name not in names or (name == "to_state" and not code):
            continue
        if not machines.knows(transition.machine, code, transition.tenant_id):
            wrong.append(errors.field_error(name, "not_found", NO_STATE))
    if wrong:
        raise errors.ValidationProblem(wrong)
