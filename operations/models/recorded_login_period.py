"""The model of recorded login periods."""

from django.db import models

from hub.models import Resource

from .operation import Operation
from .staff_member import StaffMember
from .workplace import Workplace


class RecordedLoginPeriod(Resource):
    """A time for which a staff member was signed on at a workplace, and for which operation."""

    staff_member = models.ForeignKey(StaffMember, models.CASCADE, related_name="recorded_login_periods")
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="recorded_login_periods"
    )
    operation = models.ForeignKey(
        Operation, models.PROTECT, null=True, blank=True, related_name="recorded_login_periods"
    )
    start_date = models.DateTimeField()
    end_date = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.start_date)
