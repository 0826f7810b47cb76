"""A serializer field of a shape of its own, which tells OpenAPI how it looks."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers


class ShapedField(serializers.Field):
    """Base of fields that hold more than one value."""

    def shape(self, direction: str) -> dict[str, Any]:
        """The JSON schema; ``direction`` is request or response."""
        raise NotImplementedError
