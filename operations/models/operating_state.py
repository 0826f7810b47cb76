"""The model of operating states."""

from django.db import models

from hub.fields.folded import FoldedCharField

from .coloured import Coloured
from .operating_state_class import OperatingStateClass
from .workplace_state import WorkplaceState


class OperatingState(Coloured):
    """What a workplace is doing or why it does not: production, setup, malfunction, break."""

    class TimeBase(models.TextChoices):
        """The kind of time that a state counts as."""

        SCHEDULED_OPERATING_TIME = "SCHEDULED_OPERATING_TIME", "Scheduled operating time"
        PRODUCTION = "PRODUCTION", "Production"
        SETUP = "SETUP", "Setup"
        MALFUNCTION = "MALFUNCTION", "Malfunction"
        MAINTENANCE = "MAINTENANCE", "Maintenance"
        SCHEDULED_DOWNTIME = "SCHEDULED_DOWNTIME", "Scheduled downtime"

    workplace_state = models.ForeignKey(WorkplaceState, models.PROTECT, related_name="operating_states")
    operating_state_class = models.ForeignKey(
        OperatingStateClass, models.PROTECT, null=True, blank=True, related_name="operating_states"
    )
    time_base = models.CharField(max_length=32, choices=TimeBase.choices, default=TimeBase.SCHEDULED_OPERATING_TIME)
    customer_code = FoldedCharField(max_length=100, blank=True, default="")
    is_recordable = models.BooleanField(default=True)
    is_splittable = models.BooleanField(default=True)
    is_annotatable = models.BooleanField(default=True)

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="operating_state_code")]
