"""What may stand in a list of user fields: each position once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import ErrorDetail, ValidationError

from . import characteristic

TWICE = _("This position stands in the list twice.")


def read(data: Sequence[Any], fields: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The elements in the order of their positions; raises a ValidationError that names each bad one by its place."""
    found: list[dict[str, Any]] = characteristic.read(data, fields)
    often = Counter(one["position"] for one in found)
    wrong = {
        place: {"position": [ErrorDetail(str(TWICE), "duplicate")]}
        for place, one in enumerate(found)
        if often[one["position"]] > 1
    }
    if wrong:
        raise ValidationError(wrong)  # type: ignore[arg-type]
    return sorted(found, key=lambda one: one["position"])
