"""The model of the scheduled dates of operations."""

from django.db import models

from hub.models import Resource

from .operation import Operation


class ScheduledDates(Resource):
    """The earliest, latest and scheduled dates of an operation, as the business system computed them."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="scheduled_dates", editable=False)
    earliest_start_date = models.DateTimeField(null=True, blank=True)
    earliest_end_date = models.DateTimeField(null=True, blank=True)
    latest_start_date = models.DateTimeField(null=True, blank=True)
    latest_end_date = models.DateTimeField(null=True, blank=True)
    scheduled_start_date = models.DateTimeField(null=True, blank=True)
    scheduled_end_date = models.DateTimeField(null=True, blank=True)

    class Meta(Resource.Meta):
        verbose_name_plural = "scheduled dates"
        constraints = [models.UniqueConstraint(fields=["tenant", "operation"], name="scheduled_dates_once")]
