"""Key figures of plans of staff: what assignments of people amount to, and how far that covers what operations ask for.

What operations ask for: for each skill that a planned operation requires, its capacity times the planned time of setup
or processing, whichever it is required for, as far as that lies in the period. Durations are milliseconds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum

from hub import access, context, registry
from hub.fields import timestamp
from operations.models import (
    Operation,
    PlanningResult,
    ScenarioAssignment,
    StaffPlanningScenario,
    StaffScenarioAssignment,
)

from .key_figures import lasting, milliseconds

#: From when to when something is asked for or given, and how much of it.
Stretch = tuple[datetime, datetime, float]
Period = tuple[datetime | None, datetime | None]
SETUP = "SETUP"
#: More than any plan lasts, and what every client can count.
MOST = 2**53
SHIFT, SKILL, SCENARIO = "staff_member_shift", "operation__required_skills", "staff_planning_scenario_id"
SUMS = {
    "members": Count(f"{SHIFT}__staff_member", distinct=True),
    "places": Count("workplace", distinct=True),
    "occupied": Sum(lasting("start_date", "end_date")),
    "scheduled": Sum(lasting(f"{SHIFT}__start_date", f"{SHIFT}__end_date")),
}


def of_staff(results: QuerySet[Any], asked: Mapping[str, list[Any]]) -> dict[str, Any]:
    """Figures of planning results of staff, in three queries.

    The period is the one ``asked`` for; an end that is not asked for is that of the results. Operations count at all
    workplaces, or at those asked for.
    """
    rows = results.order_by()
    sums = rows.aggregate(start=Min("start_date"), end=Max("end_date"), **SUMS)
    start, end = (asked.get(f"{name}_date", [sums[name]])[0] for name in ("start", "end"))
    planned = PlanningResult.objects.filter(pk__in=_readable(Operation.objects.all(), "operation").values("pk"))
    sub = registry.find_sub("planning_result")
    assert sub is not None
    for name, wanted in asked.items():
        if name.startswith("workplace_") and name in sub.filterset.base_filters:
            planned = sub.filterset.base_filters[name].filter(planned, wanted)
    given = [(first, last, 1.0) for first, last in rows.values_list("start_date", "end_date")]
    needs = [need for _key, need in _needs(planned, (start, end))]
    period = {"start_date": timestamp.render(start), "end_date": timestamp.render(end)}
    return {**period, **_figures(sums, given, needs, (start, end))}


def with_staff_figures(principal: access.Principal, rows: list[Any], items: list[dict[str, Any]]) -> None:
    """What the assignments of each planning scenario of staff amount to, in five queries for all.

    Operations are those of the planning scenario that it names, or the planned ones where it names none.
    """
    keys = [row[0] for row in rows]
    found = StaffScenarioAssignment.objects.filter(**{f"{SCENARIO}__in": keys}).order_by()
    sums = {row.pop(SCENARIO): row for row in found.values(SCENARIO).annotate(**SUMS)}
    given: dict[int, list[Stretch]] = {}
    for key, start, end in found.values_list(SCENARIO, "start_date", "end_date"):
        given.setdefault(key, []).append((start, end, 1.0))
    told = StaffPlanningScenario.objects.filter(pk__in=keys)
    scenarios = {row[0]: row[1:] for row in told.values_list("pk", "planning_scenario_id", "start_date", "end_date")}
    needs = _needs_of({plan for plan, _start, _end in scenarios.values()}, [row[1:] for row in scenarios.values()])
    for key, item in zip(keys, items, strict=True):
        plan, start, end = scenarios.get(key, (None, None, None))
        item.update(_figures(sums.get(key, {}), given.get(key, []), needs.get(plan, []), (start, end)))


def _figures(sums: Mapping[str, Any], given: list[Stretch], needs: list[Stretch], period: Period) -> dict[str, Any]:
    scheduled, occupied = milliseconds(sums.get("scheduled")), milliseconds(sums.get("occupied"))
    requirement = _within(needs, period)
    return {
        "number_of_planned_staff_members": sums.get("members", 0),
        "number_of_workplaces": sums.get("places", 0),
        "scheduled_working_time": scheduled,
        "occupancy_time": occupied,
        "occupancy_rate": min(1.0, occupied / scheduled) if scheduled else None,
        "requirement_of_staff_hours": requirement,
        "coverage_of_personnel_requirements": _within(given, period) / requirement if requirement else None,
    }


def _within(stretches: Iterable[Stretch], period: Period) -> int:
    """How much the stretches are between the ends of the period."""
    start, end = period
    if start is None or end is None:
        return 0
    total = sum(
        much * max(0.0, (min(last, end) - max(first, start)).total_seconds()) for first, last, much in stretches
    )
    return round(min(total * 1000, MOST))


def _needs_of(plans: set[int | None], periods: list[Period]) -> dict[int | None, list[Stretch]]:
    """What the operations of each planning scenario ask for; below None, what those ask for that are planned."""
    found: dict[int | None, list[Stretch]] = {}
    if not periods:
        return found
    assignments = _readable(ScenarioAssignment.objects.all(), "scenario_assignment")
    whole = (min(one[0] for one in periods if one[0]), max(one[1] for one in periods if one[1]))
    for key, need in _needs(assignments.filter(planning_scenario__in=plans - {None}), whole, "planning_scenario_id"):
        found.setdefault(key, []).append(need)
    if None in plans:
        planned = PlanningResult.objects.filter(pk__in=_readable(Operation.objects.all(), "operation").values("pk"))
        found[None] = [need for _key, need in _needs(planned, whole)]
    return found


def _needs(planned: QuerySet[Any], period: Period, key: str = "pk") -> Iterable[tuple[int, Stretch]]:
    """What assignments of operations ask of people, each with the value of the column ``key``."""
    start, end = period
    if start is None or end is None:
        return
    skilled = planned.filter(**{f"{SKILL}__isnull": False}, start_date__lt=end, end_date__gt=start).order_by()
    dates = ("start_date", "end_date", "setup_start_date", "setup_end_date")
    doing = ("processing_start_date", "processing_end_date")
    for row in skilled.values_list(key, f"{SKILL}__phase", f"{SKILL}__capacity", *dates, *doing):
        of, phase, much, begin, finish, setup, ready, made, done = row
        first, last = (setup, ready) if phase == SETUP else (made or ready or begin, done or finish)
        if first is not None and last is not None:
            yield of, (first, last, much)


def _readable(rows: QuerySet[Any], kind: str) -> QuerySet[Any]:
    principal = context.current().principal
    return rows if principal is None else access.provider().narrow(rows, principal, kind)
