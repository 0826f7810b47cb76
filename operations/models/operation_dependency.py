"""The model of dependencies between operations: what has to come before what, and what lies between."""

from django.core.validators import MinValueValidator
from django.db import models

from hub.models import Resource

from .operation import Operation


def _milliseconds() -> "models.PositiveBigIntegerField[int | None, int | None]":
    return models.PositiveBigIntegerField(null=True, blank=True, help_text="In milliseconds.")


class OperationDependency(Resource):
    """That an operation of an order follows another one of it; what is left open is as their specifications say."""

    predecessor = models.ForeignKey(Operation, models.CASCADE, related_name="successor_dependencies")
    successor = models.ForeignKey(Operation, models.CASCADE, related_name="predecessor_dependencies")
    target_queue_time = _milliseconds()
    target_wait_time = _milliseconds()
    target_move_time = _milliseconds()
    minimum_send_ahead_quantity = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0)])
    minimum_offset_time = _milliseconds()
    minimum_overlap_time = _milliseconds()

    class Meta(Resource.Meta):
        verbose_name_plural = "operation dependencies"
        constraints = [
            models.UniqueConstraint(fields=["tenant", "predecessor", "successor"], name="operation_dependency_once")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} before {self.successor_id}"
