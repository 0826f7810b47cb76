"""The model of recorded operation phases."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .operation import Operation
from .staff_member import StaffMember
from .workplace import Workplace


class RecordedOperationPhase(Resource):
    """A stay of an operation in a phase: from when to when, and where."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="recorded_operation_phases")
    phase = FoldedCharField(max_length=100)
    workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="recorded_operation_phases"
    )
    staff_member = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="recorded_operation_phases"
    )
    start_date = models.DateTimeField()
    end_date = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.phase
