"""The model of system types."""

from django.db import models

from .coded import Coded


class SystemType(Coded):
    """What a system is: a heating circuit, a cleaning station."""

    class Meta(Coded.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="system_type_code")]
