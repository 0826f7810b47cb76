"""The model of staff member shifts."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .shift_type import ShiftType
from .staff_member import StaffMember
from .workplace import Workplace


class StaffMemberShift(Resource):
    """A shift that a staff member is to work."""

    staff_member = models.ForeignKey(StaffMember, models.CASCADE, related_name="shifts")
    shift_type = models.ForeignKey(ShiftType, models.PROTECT, null=True, blank=True, related_name="staff_member_shifts")
    workplace = models.ForeignKey(Workplace, models.PROTECT, null=True, blank=True, related_name="staff_member_shifts")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()
    state = FoldedCharField(max_length=100, default="PLANNED", editable=False)

    def __str__(self) -> str:
        return str(self.start_date)
