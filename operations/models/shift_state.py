"""The model of shift states."""

from django.db import models

from .coloured import Coloured


class ShiftState(Coloured):
    """How sure it is that a shift takes place: planned, confirmed, cancelled."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="shift_state_code")]
