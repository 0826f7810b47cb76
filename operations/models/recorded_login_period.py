"""The model of recorded login periods."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from hub.fields.folded import FoldedCharField
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
    operation_phase = FoldedCharField(max_length=100, blank=True, default="")
    #: Which part of the time counts for the operation: somebody may look after several.
    proportion = models.FloatField(default=1, validators=[MinValueValidator(0), MaxValueValidator(1)])
    start_date = models.DateTimeField()
    end_date = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return str(self.start_date)
