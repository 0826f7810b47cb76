"""The model of causes of health conditions."""

from django.db import models

from .coded import Described
from .health_condition import HealthCondition


class HealthConditionCause(Described):
    """Why a health condition may come about."""

    health_condition = models.ForeignKey(HealthCondition, models.CASCADE, related_name="causes")

    class Meta(Described.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "health_condition", "code_folded"], name="cause_of_condition")
        ]
