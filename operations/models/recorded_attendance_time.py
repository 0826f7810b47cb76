"""The model of recorded attendance times."""

from django.db import models

from hub.models import Resource

from .staff_member import StaffMember


class RecordedAttendanceTime(Resource):
    """A time for which a staff member was in the plant."""

    staff_member = models.ForeignKey(StaffMember, models.CASCADE, related_name="recorded_attendance_times")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.start_date)
