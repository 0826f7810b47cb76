"""The model of remedies of causes of health conditions."""

from django.db import models

from .coded import Described
from .health_condition_cause import HealthConditionCause


class HealthConditionRemedy(Described):
    """What can be done about a cause."""

    cause = models.ForeignKey(HealthConditionCause, models.CASCADE, related_name="remedies")

    class Meta(Described.Meta):
        verbose_name_plural = "health condition remedies"
        constraints = [models.UniqueConstraint(fields=["tenant", "cause", "code_folded"], name="remedy_of_cause")]
