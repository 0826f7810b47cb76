"""The model of scheduled maintenance times."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .workplace import Workplace


class ScheduledMaintenanceTime(Resource):
    """A time in which a workplace is to be maintained."""

    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="scheduled_maintenance_times")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()
    remark = FoldedCharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return str(self.start_date)
