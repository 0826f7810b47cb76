"""The model of machine state details."""

from django.db import models

from hub.fields.folded import FoldedCharField

from .coloured import Coloured
from .machine_state import MachineState


class MachineStateDetail(Coloured):
    """Why a machine is in its state: a break, a malfunction, nothing to do."""

    machine_state = models.ForeignKey(
        MachineState, models.PROTECT, null=True, blank=True, related_name="machine_state_details"
    )
    customer_code = FoldedCharField(max_length=100, blank=True, default="")
    is_recordable = models.BooleanField(default=True)
    is_splittable = models.BooleanField(default=True)
    is_annotatable = models.BooleanField(default=True)

    class Meta(Coloured.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="machine_state_detail_code")]
