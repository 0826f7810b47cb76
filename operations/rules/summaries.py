"""What was recorded, summed up: quantities by quality, time by operating state, and the key figures out of both.

Durations are milliseconds, ratios 0 to 1, and null where nothing was recorded that they could be computed from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from math import prod
from typing import Any

from django.db.models import Q, Sum
from django.utils import timezone

from operations.models import (
    OperatingState,
    Operation,
    OperationSpecification,
    RecordedOperatingState,
    RecordedOperationPhase,
    RecordedOutputQuantity,
)

Summary = dict[str, Any]
KINDS = ("yield", "scrap", "rework")
TimeBase = OperatingState.TimeBase


def ratio(part: float, whole: float) -> float | None:
    """``part`` of ``whole`` between 0 and 1; None of nothing."""
    return min(1.0, max(0.0, part / whole)) if whole else None


def milliseconds(start: datetime, end: datetime | None, window: tuple[datetime | None, datetime]) -> int:
    """How long a period lasts within ``window``; one without an end lasts until the end of it."""
    first = max(start, window[0]) if window[0] is not None else start
    last = min(end, window[1]) if end is not None else window[1]
    return max(0, round((last - first).total_seconds() * 1000))


# -- quantities -------------------------------------------------------------------------------------------------------


def quantities(of: Q, window: tuple[datetime | None, datetime | None] = (None, None)) -> Summary:
    """Quantities by workplace and quality type, with totals."""
    rows = RecordedOutputQuantity.objects.filter(of).order_by()
    if window[0] is not None:
        rows = rows.filter(booking_time__gte=window[0])
    if window[1] is not None:
        rows = rows.filter(booking_time__lte=window[1])
    found: dict[int | None, dict[str, float]] = {}
    for place, code, amount in rows.values_list("workplace_id", "quality_type__code").annotate(amount=Sum("quantity")):
        of_place = found.setdefault(place, dict.fromkeys((*KINDS, "uncategorized"), 0.0))
        of_place[code.lower() if code.lower() in KINDS else "uncategorized"] += amount
    elements: list[Summary] = [
        {"workplace": place, "quantities": amounts, "total_quantity": sum(amounts.values())}
        for place, amounts in sorted(found.items(), key=lambda item: (item[0] is None, item[0]))
    ]
    total = sum(element["total_quantity"] for element in elements)
    good = sum(element["quantities"]["yield"] for element in elements)
    return {"total_quantity": total, "yield": good, "quality_rate": ratio(good, total), "elements": elements}


def made_at(workplaces: list[int], start: datetime, end: datetime) -> Summary:
    """The quantities made at ``workplaces`` in a period."""
    return quantities(Q(workplace_id__in=workplaces), (start, end))


def of_operation(operation: Operation) -> Summary:
    """The quantities of an operation beside what was wanted of it."""
    found = quantities(Q(operation=operation))
    wanted = OperationSpecification.objects.filter(pk=operation.pk).first()
    times = times_of_operation(operation)
    per_unit = wanted.target_time_per_unit if wanted is not None else None
    total, production = found["total_quantity"], times["production_time"]
    return {
        **{name: value for name, value in found.items() if name != "yield"},
        "quantity_unit": wanted.quantity_unit if wanted is not None else "",
        "target_time_per_unit": per_unit,
        "time_per_unit": production / total if total else None,
        "production_time": production,
        "performance": ratio(total * per_unit, production) if per_unit else None,
    }


# -- times ------------------------------------------------------------------------------------------------------------


def states(of: Q, window: tuple[datetime | None, datetime]) -> list[Summary]:
    """Time and number of stays by operating state, cut to ``window``."""
    rows = RecordedOperatingState.objects.filter(of, start_date__lte=window[1]).order_by()
    if window[0] is not None:
        rows = rows.filter(Q(end_date__isnull=True) | Q(end_date__gte=window[0]))
    found: dict[int, Summary] = {}
    for key, code, base, start, end in rows.values_list(
        "operating_state_id", "operating_state__code", "operating_state__time_base", "start_date", "end_date"
    ):
        element = found.setdefault(
            key, {"operating_state": key, "code": code, "time_base": base, "duration": 0, "frequency": 0}
        )
        element["duration"] += milliseconds(start, end, window)
        element["frequency"] += 1
    return [found[key] for key in sorted(found)]


def by_base(elements: Iterable[Summary], *bases: str) -> int:
    """The time of all states whose base is among ``bases``."""
    return int(sum(element["duration"] for element in elements if element["time_base"] in bases))


def told(elements: list[Summary], wanted: set[int] | None) -> list[Summary]:
    """The elements of the operating states that are asked for; None asks for all."""
    return elements if wanted is None else [one for one in elements if one["operating_state"] in wanted]


def times_of_operation(operation: Operation, wanted: set[int] | None = None) -> Summary:
    """How long an operation was set up, worked on and held; from its phases where no operating states were recorded.
    ``wanted`` are the operating states that stand among the elements."""
    window = (None, timezone.now())
    elements = states(Q(operation=operation), window)
    stays: dict[str, int] = {}
    phases = RecordedOperationPhase.objects.filter(operation=operation)
    for phase, start, end in phases.values_list("phase", "start_date", "end_date"):
        stays[phase] = stays.get(phase, 0) + milliseconds(start, end, window)
    setup, processing = stays.get("SETUP", 0), stays.get("PROCESSING", 0)
    production = by_base(elements, TimeBase.PRODUCTION) if elements else processing
    execution = setup + processing + stays.get("TRAINING", 0)
    return {
        "execution_time": execution,
        "setup_time": setup,
        "processing_time": processing,
        "production_time": production,
        "process_availability": ratio(production, processing),
        "elements": told(elements, wanted),
    }


def times_of_workplace(of: Q, window: tuple[datetime | None, datetime], wanted: set[int] | None = None) -> Summary:
    """How long a workplace was to work, worked, was set up and stood; ``wanted`` as for operations."""
    elements = states(of, window)
    whole = sum(element["duration"] for element in elements)
    scheduled = whole - by_base(elements, TimeBase.SCHEDULED_DOWNTIME)
    production = by_base(elements, TimeBase.PRODUCTION)
    return {
        "scheduled_operating_time": scheduled,
        "production_time": production,
        "setup_time": by_base(elements, TimeBase.SETUP),
        "malfunction_time": by_base(elements, TimeBase.MALFUNCTION),
        "maintenance_time": by_base(elements, TimeBase.MAINTENANCE),
        "availability": ratio(production, scheduled),
        "elements": told(elements, wanted),
    }


# -- overall equipment efficiency -------------------------------------------------------------------------------------


def efficiency(workplaces: list[int], start: datetime, end: datetime) -> Summary:
    """OEE = availability x performance x quality, of what was recorded at ``workplaces`` (ISO 22400, VDMA 66412)."""
    of = Q(workplace_id__in=workplaces)
    times = times_of_workplace(of, (start, end))
    made = quantities(of, (start, end))
    booked = RecordedOutputQuantity.objects.filter(of, booking_time__gte=start, booking_time__lte=end).order_by()
    amounts = dict(booked.values_list("operation_id").annotate(amount=Sum("quantity")))
    targets = OperationSpecification.objects.filter(pk__in=list(amounts), target_time_per_unit__isnull=False)
    ideal = sum(amounts[key] * (target or 0) for key, target in targets.values_list("pk", "target_time_per_unit"))
    figures = {
        "availability": times["availability"],
        "performance": ratio(ideal, times["production_time"]) if ideal or not amounts else None,
        "quality": made["quality_rate"],
    }
    return {"oee": product(list(figures.values())), **figures}


def product(values: list[float | None]) -> float | None:
    """Nothing times anything is nothing, known or not; otherwise all have to be known."""
    if 0.0 in values:
        return 0.0
    known = [value for value in values if value is not None]
    return prod(known) if len(known) == len(values) else None


# -- hit lists --------------------------------------------------------------------------------------------------------


def hit_list(workplaces: list[int], start: datetime, end: datetime) -> Summary:
    """Operating states at ``workplaces``, those first that took most of the time."""
    elements = states(Q(workplace_id__in=workplaces), (start, end))
    whole = sum(element["duration"] for element in elements)
    elements.sort(key=lambda element: (-element["duration"], element["operating_state"]))
    return {
        "total_duration": whole,
        "elements": [{**element, "proportion": ratio(element["duration"], whole)} for element in elements],
    }
