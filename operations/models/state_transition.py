"""The model of state transitions: the edges of every state machine of production, as rows."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class StateTransition(Resource):
    """That a state can become another one. Without a target the state is final.

    The standard rows hold in every tenant; what a tenant has for a state replaces them for that state.
    """

    class Machine(models.TextChoices):
        """Whose states they are."""

        OPERATION = "operation", "Operations"
        TOOL_ASSEMBLY_ORDER = "tool_assembly_order", "Tool assembly orders"
        TOOL = "tool", "Tools"
        MACHINE = "machine", "Machines"
        STAFF_MEMBER = "staff_member", "Staff members"
        COMMAND = "command", "Commands"
        SHIFT = "shift", "Shifts"

    machine = models.CharField(max_length=32, choices=Machine.choices)
    from_state = FoldedCharField(max_length=100)
    to_state = FoldedCharField(max_length=100, blank=True, default="")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "machine", "from_state", "to_state_folded"], name="state_transition_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.machine}: {self.from_state} > {self.to_state or '-'}"
