"""The model of the specifications of operations: what is wanted, how long it should take."""

from django.core.validators import MinValueValidator
from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .operation import Operation
from .workplace_group import WorkplaceGroup


def _milliseconds() -> "models.PositiveBigIntegerField[int | None, int | None]":
    return models.PositiveBigIntegerField(null=True, blank=True, help_text="In milliseconds.")


def _number() -> "models.FloatField[float | None, float | None]":
    return models.FloatField(null=True, blank=True, validators=[MinValueValidator(0)])


class OperationSpecification(Resource):
    """Target quantities and times of an operation; durations are milliseconds."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="specifications", editable=False)
    target_capacity_group = models.ForeignKey(
        WorkplaceGroup, models.PROTECT, null=True, blank=True, related_name="target_operations"
    )
    target_quantity = _number()
    planned_scrap_quantity = _number()
    quantity_unit = FoldedCharField(max_length=30, blank=True, default="")
    units_per_machine_cycle = _number()
    minimum_send_ahead_quantity = _number()
    target_time_per_unit = _milliseconds()
    target_machine_cycle_time = _milliseconds()
    target_queue_time = _milliseconds()
    target_setup_time = _milliseconds()
    target_processing_time = _milliseconds()
    target_teardown_time = _milliseconds()
    target_wait_time = _milliseconds()
    target_move_time = _milliseconds()
    minimum_overlap_time = _milliseconds()
    target_start_date = models.DateTimeField(null=True, blank=True)
    target_end_date = models.DateTimeField(null=True, blank=True)

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "operation"], name="operation_specification_once")]
