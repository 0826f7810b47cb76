"""The model of instrumentation types."""

from django.db import models

from .coded import Coded


class InstrumentationType(Coded):
    """What an instrumentation does: a measuring point, an actuator."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta(Coded.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="instrumentation_type_code")]
