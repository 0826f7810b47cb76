"""What values over time are kept in."""

from .measurement import LatestMeasurement, Measurement, MeasurementRevision, Quality
from .series import Series

__all__ = ["LatestMeasurement", "Measurement", "MeasurementRevision", "Quality", "Series"]
