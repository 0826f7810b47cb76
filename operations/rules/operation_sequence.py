"""The sequence of the operations of an order: which come before which, and what lies between.

As soon as an order has one dependency, its dependencies tell it; until then its operations follow each other by their
sequence numbers, those of one number side by side. Durations are milliseconds.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from operations.models import Operation, OperationDependency, OperationSpecification

Row = dict[str, Any]
#: What lies before an operation, and what after it.
BEFORE = ("target_queue_time", "minimum_send_ahead_quantity", "minimum_offset_time", "minimum_overlap_time")
AFTER = ("target_wait_time", "target_move_time")
_ENDS = ("id", "predecessor_id", "successor_id")


@dataclass(frozen=True, slots=True)
class Step:
    """One operation next to another one, by a dependency or (``dependency`` None) by its sequence number."""

    operation: int
    dependency: int | None
    values: Row


@dataclass(frozen=True, slots=True)
class Sequence:
    """The ids of operations in their order, with the steps before and after each."""

    order: list[int]
    before: dict[int, list[Step]]
    after: dict[int, list[Step]]


def sequence_of(order: int) -> Sequence:
    """The sequence of all operations of the production order with the id ``order``, in three queries."""
    rows = Operation.objects.filter(production_order_id=order).order_by("pk").values_list("pk", "sequence_number")
    links = OperationDependency.objects.filter(predecessor__production_order_id=order).order_by("pk")
    edges = [dict(row) for row in links.values(*_ENDS, *BEFORE, *AFTER)]
    ranks = {key: (number is None, number or 0, key) for key, number in rows}
    steps = [] if edges else _by_number(ranks)
    edges = edges or _neighbours(steps)
    specified = OperationSpecification.objects.filter(operation__production_order_id=order)
    wanted = {row["pk"]: row for row in specified.values("pk", *(set(BEFORE) - {"minimum_offset_time"}), *AFTER)}
    before: dict[int, list[Step]] = {key: [] for key in ranks}
    after: dict[int, list[Step]] = {key: [] for key in ranks}
    for edge in edges:
        first, then = edge["predecessor_id"], edge["successor_id"]
        before[then].append(Step(first, edge["id"], _values(edge, wanted.get(then), BEFORE)))
        after[first].append(Step(then, edge["id"], _values(edge, wanted.get(first), AFTER)))
    return Sequence(_sorted(ranks, edges), before, after)


def _values(edge: Row, specification: Row | None, names: Iterable[str]) -> Row:
    """What a dependency says; what it leaves open is as the specification of the operation says."""
    otherwise = specification or {}
    return {name: otherwise.get(name) if edge.get(name) is None else edge[name] for name in names}


def _by_number(ranks: dict[int, Any]) -> list[list[int]]:
    """Operations of one sequence number stand side by side, those without one alone at the end."""
    found: dict[Any, list[int]] = {}
    for key in sorted(ranks, key=lambda key: ranks[key]):
        none, number, _key = ranks[key]
        found.setdefault((none, key if none else number), []).append(key)
    return list(found.values())


def _neighbours(steps: list[list[int]]) -> list[Row]:
    return [
        {"id": None, "predecessor_id": first, "successor_id": then}
        for firsts, thens in pairwise(steps)
        for then in thens
        for first in firsts
    ]


def _sorted(ranks: dict[int, Any], edges: list[Row]) -> list[int]:
    """Each after all that come before it, those that are free by their sequence numbers."""
    waiting = dict.fromkeys(ranks, 0)
    ways: dict[int, list[int]] = {}
    for edge in edges:
        waiting[edge["successor_id"]] += 1
        ways.setdefault(edge["predecessor_id"], []).append(edge["successor_id"])
    free = [(ranks[key], key) for key, number in waiting.items() if not number]
    heapq.heapify(free)
    found = []
    while free:
        _rank, key = heapq.heappop(free)
        found.append(key)
        for then in ways.get(key, ()):
            waiting[then] -= 1
            if not waiting[then]:
                heapq.heappush(free, (ranks[then], then))
    return found
