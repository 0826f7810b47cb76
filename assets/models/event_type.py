"""The model of event types."""

from django.db import models

from .coded import Coded


class EventType(Coded):
    """What kind of incident an event is: a calibration, a repair."""

    deletable = models.BooleanField(default=True, help_text="Whether events of this type can be deleted.")

    class Meta(Coded.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="event_type_code")]
