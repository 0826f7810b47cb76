"""What may happen to dependencies: both ends are operations of one order, and no chain of them leads back."""

from __future__ import annotations

from collections import deque
from typing import Any

from django.utils.translation import gettext_lazy as _

from hub import errors
from operations.models import Operation, OperationDependency, ProductionOrder

#: How many an order may have: each new one is held against all others.
MOST = 1000
ITSELF = _("An operation cannot follow itself.")
OTHER_ORDER = _("This operation belongs to another production order.")
CIRCLE = _("The operations would follow each other in a circle.")
TOO_MANY = _("A production order has at most %(most)d dependencies.")
DEPENDS = _("The operation has predecessors or successors in its order.")
ENDS = {"predecessor", "successor"}


def operation_dependency_create(dependency: OperationDependency) -> None:
    """Both ends stand in one order, and the new one closes no circle."""
    _check(dependency)


def operation_dependency_change(dependency: OperationDependency, changed: set[str]) -> None:
    """The same of one that leads elsewhere now."""
    dependency.is_moved = bool(changed & ENDS)  # type: ignore[attr-defined]
    if changed & ENDS:
        _check(dependency)


def operation_dependency_written(dependency: Any, event: str) -> None:
    """Several that are written together may close a circle that none of them sees alone."""
    if event == "create" or (event == "update" and getattr(dependency, "is_moved", True)):
        _refuse_circle(dependency)


def refuse_leaving(operation: Operation) -> None:
    """An operation with predecessors or successors stays in its order."""
    ends = (operation.successor_dependencies, operation.predecessor_dependencies)
    if any(end.exists() for end in ends):  # type: ignore[attr-defined]
        raise errors.ValidationProblem([errors.field_error("production_order", "in_use", DEPENDS)])


def _check(dependency: OperationDependency) -> None:
    if dependency.predecessor_id == dependency.successor_id:
        raise errors.ValidationProblem([errors.field_error("successor", "invalid", ITSELF)])
    orders = _locked(dependency)
    if orders.get(dependency.predecessor_id) != orders.get(dependency.successor_id):
        raise errors.ValidationProblem([errors.field_error("successor", "invalid", OTHER_ORDER)])
    _refuse_circle(dependency)


def _locked(dependency: OperationDependency) -> dict[int, int]:
    """The orders of both ends by the ends' ids, locked before the operations: two that write in one order wait for each
    other, and neither operation leaves it meanwhile."""
    rows = Operation.objects.filter(pk__in=(dependency.predecessor_id, dependency.successor_id)).order_by("pk")
    before = dict(rows.values_list("pk", "production_order_id"))
    orders = ProductionOrder.objects.filter(pk__in=set(before.values())).order_by("pk")
    list(orders.select_for_update().values_list("pk"))
    found = dict(rows.select_for_update().values_list("pk", "production_order_id"))
    if found != before:
        raise errors.Conflict("stale")
    return found


def _refuse_circle(dependency: OperationDependency) -> None:
    """No way leads from the successor to the predecessor; one query for all dependencies of the order."""
    order = dependency.predecessor.production_order_id
    others = OperationDependency.objects.filter(predecessor__production_order_id=order).exclude(pk=dependency.pk)
    found = list(others.order_by().values_list("predecessor_id", "successor_id")[:MOST])
    if len(found) == MOST:
        detail = TOO_MANY % {"most": MOST}
        raise errors.ValidationProblem([errors.field_error("successor", "too_many", detail)])
    ways: dict[int, list[int]] = {}
    for before, after in found:
        ways.setdefault(before, []).append(after)
    seen, waiting = {dependency.successor_id}, deque([dependency.successor_id])
    while waiting:
        for key in ways.get(waiting.popleft(), ()):
            if key not in seen:
                seen.add(key)
                waiting.append(key)
    if dependency.predecessor_id in seen:
        raise errors.ValidationProblem([errors.field_error("successor", "circle", CIRCLE)])
