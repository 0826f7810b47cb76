"""The model of instrumentation statuses."""

from django.db import models

from .coded import Coded


class InstrumentationStatus(Coded):
    """A condition in which instrumentations of a tenant can be."""

    class Meta(Coded.Meta):
        verbose_name_plural = "instrumentation statuses"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="instrumentation_status_code")]
