"""Reports out of what was recorded, by material or by detail of quality; and how well orders went.

Durations are milliseconds, ratios 0 to 1, and null where nothing was recorded that they could be computed from.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from operations.models import (
    OperationSpecification,
    RecordedOperatingState,
    RecordedOperationPhase,
    RecordedOutputQuantity,
)
from operations.rules.summaries import Summary, TimeBase, milliseconds, product, ratio

Window = tuple[datetime, datetime]
#: An operation makes its own material, or that of its order.
MATERIAL = Coalesce("operation__material_id", "operation__production_order__material_id")
#: Phases in which an operation is worked at, and so occupies its workplace.
BUSY = ("SETUP", "PROCESSING", "TRAINING")


def of_material(operations: QuerySet[Any], materials: QuerySet[Any] | None) -> Q:
    """What was recorded at ``operations``; with ``materials``, at those which make one of them."""
    found = Q(operation__in=operations.order_by().values("pk"))
    if materials is not None:
        wanted = materials.order_by().values("pk")
        found &= Q(operation__material__in=wanted) | Q(
            operation__material__isnull=True, operation__production_order__material__in=wanted
        )
    return found


# -- by material ------------------------------------------------------------------------------------------------------


def hit_list_by_material(of: Q, window: Window) -> Summary:
    """Operating states by the material that was made, those first that took most of the time. One query.

    ``proportion`` is the part of a state in the whole time, ``frequency_proportion`` that in the number of stays.
    """
    rows = RecordedOperatingState.objects.filter(of, _overlapping(window), start_date__lte=window[1]).order_by()
    found: dict[tuple[int | None, int], Summary] = {}
    for material, key, code, base, start, end in rows.annotate(material=MATERIAL).values_list(
        *("material", "operating_state_id", "operating_state__code", "operating_state__time_base"),
        *("start_date", "end_date"),
    ):
        told = {"material": material, "operating_state": key, "code": code, "time_base": base}
        element = found.setdefault((material, key), {**told, "duration": 0, "frequency": 0})
        element["duration"] += milliseconds(start, end, window)
        element["frequency"] += 1
    elements = sorted(found.values(), key=lambda one: (-one["duration"], one["material"] or 0, one["operating_state"]))
    whole, number = (sum(one[name] for one in elements) for name in ("duration", "frequency"))
    for one in elements:
        one["proportion"] = ratio(one["duration"], whole)
        one["frequency_proportion"] = ratio(one["frequency"], number)
    return {"total_duration": whole, "elements": elements}


# -- by detail of quality ---------------------------------------------------------------------------------------------


def quality_details(of: Q, window: Window, by: str) -> Summary:
    """Quantities by workplace or material (``by``), by quality and its detail; most of it first. One query."""
    rows = RecordedOutputQuantity.objects.filter(of, booking_time__gte=window[0], booking_time__lte=window[1])
    where = MATERIAL if by == "material" else F("workplace_id")
    summed = (
        rows.order_by()
        .annotate(place=where)
        .values_list("place", "quality_type_id", "quality_type__code", "quality_detail_id")
        .annotate(amount=Sum("quantity"))
    )
    elements = [
        {by: place, "quality_type": kind, "code": code, "quality_detail": detail, "quantity": amount}
        for place, kind, code, detail, amount in summed
    ]
    elements.sort(key=lambda one: (one[by] or 0, -one["quantity"], one["quality_type"], one["quality_detail"] or 0))
    return {"total_quantity": sum(one["quantity"] for one in elements), "elements": elements}


# -- overall process efficiency ---------------------------------------------------------------------------------------


def process_efficiency(of: Q, window: Window) -> Summary:
    """How well orders went through the plant, of what was recorded at their operations in a period. Four queries.

    With the words of ISO 22400 (VDMA 66412): APT actual production time, AUBT busy time (set up or worked at), AOET
    order execution time, from the first stay of an order to its last.

    - process availability = APT / time in the phase PROCESSING
    - performance = quantities x their target times / APT (ISO 22400: effectiveness)
    - quality = yield / all that was made (quality ratio)
    - OPE = process availability x performance x quality
    - production process ratio = APT / AOET
    - scheduling efficiency = AUBT / AOET (allocation ratio): 1 where an order never waited
    - setup reduction = 1 - actual / target setup time, of operations with both: what was saved
    """
    stays, leads = _stays(of, window)
    producing = _producing(of, window)
    processing = {key: phases.get("PROCESSING", 0) for key, phases in stays.items()}
    keys = processing.keys() | producing.keys()
    production = sum(producing.get(key, processing.get(key, 0)) for key in keys)
    amounts, good = _amounts(of, window)
    ideal, targets = _targets(set(amounts) | set(stays), amounts)
    setups = {key: stays[key]["SETUP"] for key in stays if stays[key].get("SETUP") and targets.get(key)}
    wanted = sum(targets[key] for key in setups)
    busy = sum(sum(phases.values()) for phases in stays.values())
    made = sum(amounts.values())
    factors = {
        "process_availability": ratio(production, sum(processing.values())),
        "performance": ratio(ideal, production) if ideal or not made else None,
        "quality": ratio(good, made),
    }
    return {
        "ope": product(list(factors.values())),
        **factors,
        "setup_reduction": ratio(wanted - sum(setups.values()), wanted),
        "scheduling_efficiency": ratio(busy, leads),
        "production_process_ratio": ratio(production, leads),
    }


def _overlapping(window: Window) -> Q:
    return Q(end_date__isnull=True) | Q(end_date__gte=window[0])


def _stays(of: Q, window: Window) -> tuple[dict[int, dict[str, int]], int]:
    """How long each operation was in each phase, and how long all orders took from their first stay to their last."""
    rows = RecordedOperationPhase.objects.filter(of, _overlapping(window), start_date__lte=window[1], phase__in=BUSY)
    found: dict[int, dict[str, int]] = {}
    spans: dict[int, Window] = {}
    for operation, order, phase, start, end in rows.order_by().values_list(
        "operation_id", "operation__production_order_id", "phase", "start_date", "end_date"
    ):
        phases = found.setdefault(operation, {})
        phases[phase] = phases.get(phase, 0) + milliseconds(start, end, window)
        first, last = max(start, window[0]), min(end or window[1], window[1])
        known = spans.get(order, (first, last))
        spans[order] = (min(known[0], first), max(known[1], last))
    return found, sum(milliseconds(first, last, window) for first, last in spans.values())


def _producing(of: Q, window: Window) -> dict[int, int]:
    """How long each operation produced; only those of which operating states were recorded."""
    rows = RecordedOperatingState.objects.filter(of, _overlapping(window), start_date__lte=window[1]).order_by()
    found: dict[int, int] = {}
    for operation, base, start, end in rows.values_list(
        "operation_id", "operating_state__time_base", "start_date", "end_date"
    ):
        lasted = milliseconds(start, end, window) if base == TimeBase.PRODUCTION else 0
        found[operation] = found.get(operation, 0) + lasted
    return found


def _amounts(of: Q, window: Window) -> tuple[dict[int, float], float]:
    """What each operation made, and how much of all was good."""
    rows = RecordedOutputQuantity.objects.filter(of, booking_time__gte=window[0], booking_time__lte=window[1])
    found: dict[int, float] = {}
    good = 0.0
    for operation, code, amount in (
        rows.order_by().values_list("operation_id", "quality_type__code").annotate(amount=Sum("quantity"))
    ):
        found[operation] = found.get(operation, 0.0) + amount
        good += amount if code.lower() == "yield" else 0.0
    return found, good


def _targets(keys: Iterable[int], amounts: dict[int, float]) -> tuple[float, dict[int, int]]:
    """How long the quantities were to take, and the target setup times."""
    rows = OperationSpecification.objects.filter(pk__in=list(keys))
    ideal, setups = 0.0, {}
    for key, per_unit, setup in rows.values_list("pk", "target_time_per_unit", "target_setup_time"):
        ideal += amounts.get(key, 0.0) * (per_unit or 0)
        if setup:
            setups[key] = setup
    return ideal, setups
