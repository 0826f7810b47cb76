"""What values over time are kept in."""

from .measurement import LatestMeasurement, Measurement, MeasurementRevision, Quality
from .series import Series
from .threshold import Threshold

__all__ = ["LatestMeasurement", "Measurement", "MeasurementRevision", "Quality", "Series", "Threshold"]
