"""The model of software types."""

from django.db import models

from .coded import Coded


class SoftwareType(Coded):
    """What a software is to an asset: its firmware, what describes it to a host."""

    class Meta(Coded.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="software_type_code")]
