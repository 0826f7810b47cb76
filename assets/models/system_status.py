"""The model of system statuses."""

from django.db import models

from .coded import Coded


class SystemStatus(Coded):
    """A condition in which systems can be: active, inactive."""

    class Meta(Coded.Meta):
        verbose_name_plural = "system statuses"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="system_status_code")]
