"""The model of command states."""

from django.db import models

from .coloured import Coloured


class CommandState(Coloured):
    """How far a command has come: requested, delivered, confirmed."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="command_state_code")]
