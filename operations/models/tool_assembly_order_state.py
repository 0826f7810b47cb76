"""The model of tool assembly order states."""

from django.db import models

from .coloured import Coloured


class ToolAssemblyOrderState(Coloured):
    """A state of the orders to assemble tools."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="tool_assembly_order_state_code")]
