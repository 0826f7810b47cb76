"""The models of assignments: where and when an operation is planned, or expected, to be done."""

from django.db import models

from hub.models import Resource

from .operation import Operation
from .workplace import Workplace


class Assignment(Resource):
    """A workplace and a period, with those of setup and processing in it."""

    workplace = models.ForeignKey(Workplace, models.PROTECT, related_name="%(class)ss")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()
    setup_start_date = models.DateTimeField(null=True, blank=True)
    setup_end_date = models.DateTimeField(null=True, blank=True)
    processing_start_date = models.DateTimeField(null=True, blank=True)
    processing_end_date = models.DateTimeField(null=True, blank=True)
    fixed = models.BooleanField(default=False)

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind().replace('_', ' ')} of {self.pk}"


class PlanningResult(Assignment):
    """Where and when an operation is planned to be done."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="planning_results", editable=False)

    class Meta(Assignment.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "operation"], name="planning_result_once")]


class ForecastResult(Assignment):
    """Where and when an operation will probably be done."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="forecast_results", editable=False)

    class Meta(Assignment.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "operation"], name="forecast_result_once")]
