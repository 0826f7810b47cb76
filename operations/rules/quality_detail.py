"""What may happen to quality details."""

from __future__ import annotations

from hub import errors
from operations.models import QualityDetail, RecordedOutputQuantity


def quality_detail_change(detail: QualityDetail, changed: set[str]) -> None:
    """Where quantities were recorded with it, it stays with its quality type."""
    if "quality_type" in changed and RecordedOutputQuantity.objects.filter(quality_detail=detail).exists():
        raise errors.InUse()
