"""The model of event statuses."""

from django.db import models

from .coded import Coded


class EventStatus(Coded):
    """How far an event has come: planned, in work, done."""

    class Meta(Coded.Meta):
        verbose_name_plural = "event statuses"
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="event_status_code")]
