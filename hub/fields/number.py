"""Numbers on the wire: finite, and never true, false or (for whole numbers) text."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

from rest_framework import serializers

INT64 = range(-(2**63), 2**63)


class IntegerField(serializers.IntegerField):
    """A whole number that fits 64 bits."""

    def to_internal_value(self, data: Any) -> int:
        whole = isinstance(data, int) or (isinstance(data, float) and math.isfinite(data) and data.is_integer())
        if isinstance(data, bool) or not whole or int(data) not in INT64:
            self.fail("invalid")
        return int(data)


class FloatField(serializers.FloatField):
    """A finite number."""

    def to_internal_value(self, data: Any) -> float:
        if isinstance(data, bool) or not isinstance(data, (int, float)):
            self.fail("invalid")
        try:
            number = float(data)
        except OverflowError:
            self.fail("invalid")
        if not math.isfinite(number):
            self.fail("invalid")
        return number


class DecimalField(serializers.DecimalField):
    """An exact number; text is taken too, because JSON numbers lose digits in many clients."""

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, bool) or not isinstance(data, (int, float, str, Decimal)):
            self.fail("invalid")
        return Decimal(super().to_internal_value(data))
