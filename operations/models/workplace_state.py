"""The model of workplace states."""

from django.db import models

from .coloured import Coloured


class WorkplaceState(Coloured):
    """What an operating state means for the time of a workplace: production or downtime."""

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="workplace_state_code")]
