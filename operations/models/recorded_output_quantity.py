"""The model of recorded output quantities."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .operation import Operation
from .quality_detail import QualityDetail
from .quality_type import QualityType
from .staff_member import StaffMember
from .workplace import Workplace


class RecordedOutputQuantity(Resource):
    """A quantity that came out of an operation: yield, scrap or rework."""

    operation = models.ForeignKey(Operation, models.PROTECT, related_name="recorded_output_quantities")
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="recorded_output_quantities"
    )
    quantity = models.FloatField(validators=[MinValueValidator(0)])
    quality_type = models.ForeignKey(QualityType, models.PROTECT, related_name="recorded_output_quantities")
    quality_detail = models.ForeignKey(
        QualityDetail, models.PROTECT, null=True, blank=True, related_name="recorded_output_quantities"
    )
    staff_member = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="recorded_output_quantities"
    )
    booking_time = models.DateTimeField(default=timezone.now)
    remark = FoldedCharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return str(self.quantity)
