"""Text on the wire: a string, trimmed, that a database can hold; otherwise kept as the user wrote it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class TextField(serializers.CharField):
    """A CharField that takes strings only (DRF would turn the number 5 into "5"); trims, and refuses NUL and lone
    surrogates as DRF does."""

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("invalid")
        return str(super().to_internal_value(data))
