"""The model of scheduled working times."""

from django.db import models

from hub.models import Resource

from .staff_member import StaffMember


class ScheduledWorkingTime(Resource):
    """A time in which a staff member is to work; breaks lie between two of them."""

    staff_member = models.ForeignKey(StaffMember, models.CASCADE, related_name="scheduled_working_times")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.start_date)
