"""The model of shift types."""

from django.db import models

from .coloured import Coloured


class ShiftType(Coloured):
    """A kind of shift: early, late, night."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="shift_type_code")]
