"""The models of measurements: the served value of each instant, the ones it replaced, and the latest of each series.

Nothing refers to a measurement. On PostgreSQL the table is partitioned by time (``telemetry.partitions``).
"""

from __future__ import annotations

from django.db import models

from .series import Series


class Quality(models.IntegerChoices):
    """How far a value can be trusted."""

    GOOD = 0, "good"
    UNCERTAIN = 1, "uncertain"
    BAD = 2, "bad"


class Reading(models.Model):
    """What is known of a value at an instant, its series aside."""

    tenant_id = models.BigIntegerField()
    timestamp = models.DateTimeField()
    value = models.FloatField()
    unit_id = models.BigIntegerField()
    status = models.PositiveSmallIntegerField(choices=Quality.choices, default=Quality.GOOD)
    simulated = models.BooleanField(default=False)
    hold = models.BooleanField(default=False)
    received_at = models.DateTimeField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.value} at {self.timestamp}"


class Measurement(Reading):
    """The value of a series at an instant."""

    pk = models.CompositePrimaryKey("series_id", "timestamp")
    series_id = models.BigIntegerField()


class MeasurementRevision(Reading):
    """A value that another one for the same instant has replaced."""

    id = models.BigAutoField(primary_key=True)
    series_id = models.BigIntegerField()
    replaced_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["series_id", "timestamp"], name="revision_instant")]


class LatestMeasurement(Reading):
    """The measurement of a series with the latest timestamp, beside the others so that it is found at once."""

    series = models.OneToOneField(Series, models.CASCADE, primary_key=True, related_name="+")
