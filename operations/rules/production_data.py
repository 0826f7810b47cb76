"""What is made at the moment: where an operation is, in which phase, and how long it took so far."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from hub import errors
from hub.fields.folded import fold
from hub.models.tenant import CATALOGUE_ID
from operations.models import OperatingState, Operation

from .summaries import TimeBase, by_base, times_of_operation

TIMES = ("execution_time", "setup_time", "processing_time", "production_time")
PARAMETER = "additional_operation_time"


def current(operation: Operation, further: Iterable[str]) -> dict[str, Any]:
    """Its times in milliseconds: those of ``TIMES``, and of each time base or operating state whose code ``further``
    names. Nothing counts strokes for an operation: they are not known."""
    times = times_of_operation(operation)
    found = [{"name": name, "duration": times[name]} for name in TIMES]
    codes = _codes(operation.tenant_id)
    for name in dict.fromkeys(further):
        if name.upper() in TimeBase.values:
            found.append({"name": name, "duration": by_base(times["elements"], name.upper())})
        elif fold(name) in codes:
            elements = [one for one in times["elements"] if fold(one["code"]) == fold(name)]
            found.append({"name": name, "duration": sum(one["duration"] for one in elements)})
        else:
            known = ", ".join([*TimeBase.values, *codes.values()])
            detail = _("There is no such time; these are known: {known}.").format(known=known)
            raise errors.BadParameter(PARAMETER, detail, "not_found")
    return {
        "workplace": operation.current_workplace_id,
        "strokes": None,
        "phase": operation.phase,
        "operation_times": found,
    }


def _codes(tenant: int) -> dict[str, str]:
    """The codes of operating states that the tenant knows, by their folded form."""
    rows = OperatingState.objects.filter(tenant_id__in=(CATALOGUE_ID, tenant)).order_by("pk")[:1000]
    return dict(rows.values_list("code_folded", "code"))
