"""The model of operations."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .material import Material
from .production_order import ProductionOrder
from .staff_member import StaffMember
from .workplace import Workplace


class Operation(Resource):
    """A step of a production order, done at a workplace."""

    number = FoldedCharField(max_length=100)
    split = FoldedCharField(max_length=100, blank=True, default="")
    description = models.TextField(null=True, blank=True)
    sequence_number = models.PositiveIntegerField(null=True, blank=True)
    production_order = models.ForeignKey(ProductionOrder, models.PROTECT, related_name="operations")
    material = models.ForeignKey(Material, models.PROTECT, null=True, blank=True, related_name="operations")
    target_workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="target_operations"
    )
    phase = FoldedCharField(max_length=100, default="RELEASED", editable=False)
    current_workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="current_operations", editable=False
    )
    last_workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="past_operations", editable=False
    )
    #: Who does it, as far as the phase that it is in says so.
    current_staff_member = models.ForeignKey(
        StaffMember, models.PROTECT, null=True, blank=True, related_name="current_operations", editable=False
    )
    start_date = models.DateTimeField(null=True, blank=True, editable=False)
    end_date = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "production_order", "split", "number_folded"], name="operation_once"
            )
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.number, self.split) if part)


class OperationWorkplaceLink(Resource):
    """That an operation can be done at a workplace instead."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="workplace_links")
    workplace = models.ForeignKey(Workplace, models.CASCADE, related_name="operation_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "operation", "workplace"], name="operation_workplace_once")
        ]

    def __str__(self) -> str:
        return f"{self.operation_id} at {self.workplace_id}"
