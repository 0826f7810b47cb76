"""The model of operating state classes."""

from django.db import models

from .coloured import Coloured


class OperatingStateClass(Coloured):
    """A class of operating states, by which they are evaluated together."""

    class Meta(Coloured.Meta):
        verbose_name_plural = "operating state classes"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="operating_state_class_code")]
