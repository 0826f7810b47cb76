"""The model of absence times."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .staff_member import StaffMember


class AbsenceTime(Resource):
    """A time for which a staff member is not there, and why."""

    staff_member = models.ForeignKey(StaffMember, models.CASCADE, related_name="absence_times")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()
    reason = FoldedCharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return str(self.start_date)
