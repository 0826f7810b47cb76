"""The model of recorded operating states."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .operating_state import OperatingState
from .operation import Operation
from .workplace import Workplace


class RecordedOperatingState(Resource):
    """What a workplace was doing for some time, and for which operation."""

    workplace = models.ForeignKey(Workplace, models.PROTECT, related_name="recorded_operating_states")
    operation = models.ForeignKey(
        Operation, models.PROTECT, null=True, blank=True, related_name="recorded_operating_states"
    )
    operating_state = models.ForeignKey(OperatingState, models.PROTECT, related_name="recorded_operating_states")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField(null=True, blank=True)
    remark = FoldedCharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return str(self.operating_state_id)
