"""Setup transitions of a workplace group: how long it takes to go from each material to each other, by its rules.

A rule for numbers of materials gives the time itself, the latest rule counts. Rules for characteristics add to what an
operation of the group that makes the successor wants for its setup. Durations are milliseconds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from hub import access, errors
from hub.fields.folded import fold
from operations.models import MaterialCharacteristics, Operation, OperationSpecification, SetupTransitionRule

from .group_rule import MATERIAL_NUMBER, conditions, holds, numbers

DONE = ("COMPLETED", "CLOSED")
GROUPS = ("capacity_group", "production_line")
PLACES = ("target_workplace", "current_workplace", "planning_results__workplace")
#: How many transitions are told at most, and how many operations are looked at: those made last.
MOST, LOOKED_AT = 10_000, 5_000
Transition = tuple[str, str, int]


@dataclass
class Made:
    """What is known of a material that a group makes."""

    characteristics: dict[str, str]
    setup_time: int


def transitions(
    principal: access.Principal, group: int, predecessor: str | None, successor: str | None
) -> tuple[list[Transition], datetime | None]:
    """(predecessor, successor, time) in the order of the numbers, or those of the materials named; and when the rules
    were changed last. Five queries."""
    rules = list(SetupTransitionRule.objects.filter(workplace_group=group).order_by("pk"))
    made = _made(principal, group) if any(rule.criterion != MATERIAL_NUMBER for rule in rules) else {}
    found: dict[tuple[str, str], int] = {}
    longer: dict[tuple[str, str], int] = {}
    for rule in rules:
        by_number = rule.criterion == MATERIAL_NUMBER
        before = _wanted(_named(rule.predecessor_conditions, made, by_number), predecessor)
        after = _wanted(_named(rule.successor_conditions, made, by_number), successor)
        if len(found) + len(longer) + len(before) * len(after) > MOST:
            detail = _("There are too many transitions to tell all: name a predecessor or a successor.")
            raise errors.BadParameter("predecessor_material", detail, "required")
        for pair in ((first, second) for first in before for second in after):
            if by_number:
                found[pair] = rule.setup_time
            else:
                longer[pair] = longer.get(pair, made[pair[1]].setup_time) + rule.setup_time_increment
    told = sorted((first, second, min(time, 2**63 - 1)) for (first, second), time in {**longer, **found}.items())
    return told, max((rule.updated_at for rule in rules), default=None)


def _named(text: str, made: dict[str, Made], by_number: bool) -> list[str]:
    if by_number:
        return list(dict.fromkeys(numbers(text)))
    wanted = conditions(text)
    return [number for number, one in made.items() if holds(wanted, one.characteristics)]


def _wanted(found: list[str], number: str | None) -> list[str]:
    return found if number is None else [one for one in found if fold(one) == fold(number)]


def _made(principal: access.Principal, group: int) -> dict[str, Made]:
    """The materials that operations of the group make which are not done yet, by number; of several operations the one
    made last tells."""
    here = Q()
    for place in PLACES:
        for kind in GROUPS:
            here |= Q(**{f"{place}__{kind}": group})
    readable = access.provider().narrow(Operation.objects.all(), principal, "operation")
    rows = Operation.objects.filter(here, pk__in=readable.values("pk"), material__isnull=False).exclude(phase__in=DONE)
    keys = list(rows.order_by("-pk").values_list("pk", "material__number").distinct()[:LOOKED_AT])
    ids = [key for key, _number in keys]
    times = dict(_of(OperationSpecification, ids, "target_setup_time"))
    known = dict(_of(MaterialCharacteristics, ids, "elements"))
    made: dict[str, Made] = {}
    for key, number in keys:
        one = made.setdefault(number, Made({}, times.get(key) or 0))
        if not one.characteristics:
            one.characteristics = _by_name(known.get(key) or [])
    return made


def _of(model: Any, ids: list[int], column: str) -> list[tuple[int, Any]]:
    """What hangs on operations has their ids."""
    found: list[tuple[int, Any]] = []
    for start in range(0, len(ids), 500):
        found += model.objects.filter(pk__in=ids[start : start + 500]).values_list("pk", column)
    return found


def _by_name(elements: list[dict[str, str]]) -> dict[str, str]:
    """Values by name and by identifier."""
    found = {fold(one["name"]): one["value"] for one in elements}
    return {**{fold(one["identifier"]): one["value"] for one in elements}, **found}
