"""The model of machine states."""

from django.db import models

from .coloured import Coloured


class MachineState(Coloured):
    """A state of machines: production, setup, downtime."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="machine_state_code")]
