"""The model of workplace shifts."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .shift_type import ShiftType
from .workplace import Workplace


class WorkplaceShift(Resource):
    """A shift in which a workplace is to run."""

    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="shifts")
    shift_type = models.ForeignKey(ShiftType, models.PROTECT, null=True, blank=True, related_name="workplace_shifts")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()
    state = FoldedCharField(max_length=100, default="PLANNED", editable=False)

    def __str__(self) -> str:
        return str(self.start_date)
