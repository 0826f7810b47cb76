"""What may happen to thresholds."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hub import errors
from telemetry.models.threshold import PLACES, Threshold


def threshold_create(threshold: Threshold) -> None:
    """A threshold is for exactly one place."""
    given = [name for name in PLACES if getattr(threshold, f"{name}_id") is not None]
    if len(given) != 1:
        detail = _("Name the instrumentation or the system that it is for.")
        code, place = ("conflict", given[1]) if given else ("required", PLACES[0])
        raise errors.ValidationProblem([errors.field_error(place, code, detail)])


def threshold_change(threshold: Threshold, changed: set[str]) -> None:
    """As it was made, it stays."""
    threshold_create(threshold)
