"""The model of scheduled operating times."""

from django.db import models

from hub.models import Resource

from .workplace import Workplace


class ScheduledOperatingTime(Resource):
    """A time in which a workplace is to operate."""

    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="scheduled_operating_times")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.start_date)
