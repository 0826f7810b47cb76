"""The model of tool states."""

from django.db import models

from .coloured import Coloured


class ToolState(Coloured):
    """A state of tools: available, in use, locked."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="tool_state_code")]
