"""Key figures of a plan: what a set of assignments of operations amounts to.

Durations are milliseconds, ratios 0 to 1, and null where there is nothing that they could be computed from.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, Min, QuerySet, Sum

from hub.access import Principal
from hub.fields import timestamp
from operations.models import Operation, ScenarioAssignment

ORDER = "operation__production_order"


def milliseconds(duration: timedelta | None) -> int:
    """None lasts nothing."""
    return round(duration.total_seconds() * 1000) if duration else 0


def lasting(start: str, end: str) -> ExpressionWrapper:
    """The time between two columns."""
    return ExpressionWrapper(F(end) - F(start), output_field=DurationField())


def of_assignments(assignments: QuerySet[Any], asked: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Figures of planning or forecast results, in three queries."""
    rows = assignments.order_by()
    whole = rows.aggregate(
        start=Min("start_date"),
        end=Max("end_date"),
        places=Count("workplace", distinct=True),
        execution=Sum(lasting("start_date", "end_date")),
        processing=Sum(lasting("processing_start_date", "processing_end_date")),
    )
    orders = list(
        rows.values_list(f"{ORDER}_id", f"{ORDER}__basic_end_date").annotate(
            number=Count("pk"), start=Min("start_date"), end=Max("end_date")
        )
    )
    of_orders = Operation.objects.filter(production_order__in=rows.values(ORDER)).order_by()
    sizes = dict(of_orders.values_list("production_order_id").annotate(number=Count("pk")))
    complete = [key for key, _due, number, _start, _end in orders if number >= sizes.get(key, 0)]
    return {
        "start_date": timestamp.render(whole["start"]),
        "end_date": timestamp.render(whole["end"]),
        "number_of_workplaces": whole["places"],
        "planned_processing_time": milliseconds(whole["processing"]),
        "planned_execution_time": milliseconds(whole["execution"]),
        "number_of_planned_production_orders": len(complete),
        "number_of_partially_planned_production_orders": len(orders) - len(complete),
        "planned_lead_time": _lead_time([(start, end) for _key, _due, _number, start, end in orders]),
        "adherence_to_delivery_dates": _punctual([(due, end) for _key, due, _number, _start, end in orders]),
        "occupancy_rate": _occupied(whole),
    }


def with_figures(principal: Principal, rows: list[Any], items: list[dict[str, Any]]) -> None:
    """What the assignments of each planning scenario amount to, in one query for all."""
    keys = [row[0] for row in rows]
    found = ScenarioAssignment.objects.filter(planning_scenario_id__in=keys).order_by()
    figures = {
        row.pop("planning_scenario_id"): row
        for row in found.values("planning_scenario_id").annotate(
            start=Min("start_date"),
            end=Max("end_date"),
            operations=Count("pk"),
            workplaces=Count("workplace", distinct=True),
            orders=Count(ORDER, distinct=True),
            execution=Sum(lasting("start_date", "end_date")),
        )
    }
    for key, item in zip(keys, items, strict=True):
        row = figures.get(key, {})
        item["planned_start_date"] = timestamp.render(row.get("start"))
        item["planned_end_date"] = timestamp.render(row.get("end"))
        item["number_of_operations"] = row.get("operations", 0)
        item["number_of_workplaces"] = row.get("workplaces", 0)
        item["number_of_production_orders"] = row.get("orders", 0)
        item["planned_execution_time"] = milliseconds(row.get("execution"))


def _lead_time(periods: list[tuple[datetime, datetime]]) -> int | None:
    """From the first start to the last end of an order, on average."""
    total = sum((end - start for start, end in periods), timedelta())
    return milliseconds(total / len(periods)) if periods else None


def _punctual(ends: list[tuple[datetime | None, datetime]]) -> float | None:
    """The part of the orders with a basic end date that are done by then."""
    due = [end <= wanted for wanted, end in ends if wanted is not None]
    return sum(due) / len(due) if due else None


def _occupied(whole: dict[str, Any]) -> float | None:
    """The part of the time between the first start and the last end for which the workplaces are planned."""
    if not whole["places"] or whole["end"] <= whole["start"]:
        return None
    available = (whole["end"] - whole["start"]) * whole["places"]
    return float(min(1.0, (whole["execution"] or timedelta()) / available))
