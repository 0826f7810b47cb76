"""The sequence of a production order: its operations in their order, each with those before and after it."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import URLPattern, path
from rest_framework.request import Request

from hub import access, errors, filters, registry
from hub.hal.links import LinkSpec
from hub.registry import Entry
from hub.viewsets import paging
from hub.viewsets.collection import CollectionMixin
from hub.viewsets.locating import locate
from operations.api import sequence_described as described
from operations.models import Operation
from operations.rules.operation_sequence import Sequence, Step, sequence_of

PLACE = "operationSequence"
PAGING = ("page", "per_page", "include", "embed")
LINKS = [LinkSpec(PLACE, f"/{PLACE}")]
_KEY = "<segment:key>"


class OperationSequenceView(CollectionMixin):
    """The operations of an order that the caller may read, asked for as operations are; their order is that of the
    sequence."""

    queryset = Operation.objects.none()
    described = described.OPERATIONS
    sequence: Sequence

    def sequence_of_order(self, request: Request, key: str) -> Any:
        order = locate(registry.get("production_order"), key, self.principal)
        operations = registry.get("operation")
        if not access.may_use(self.principal, operations):
            raise errors.Forbidden(extra={"needs": operations.reader})
        for name in ("order_by", "after"):
            if name in request.query_params:
                raise errors.UnknownParameter([name], [*PAGING, *operations.filterset.parameters()])
        self.order = registry.get("production_order").of(order.id)
        self.sequence = sequence_of(order.id)
        base = Operation.objects.filter(production_order_id=order.id)
        readable = access.provider().narrow(base, self.principal, operations.name)
        self.uuids = dict(readable.values_list("pk", "uuid"))
        self.mark = self._mark
        return self.collection(operations, base=base)

    def _filtered(
        self, reader: Any, queryset: QuerySet[Any], wanted: paging.PageRequest, order: list[str], *, at_once: bool
    ) -> Any:
        """The page in the order of the sequence."""
        found = set(queryset.values_list("pk", flat=True))
        ordered = [key for key in self.sequence.order if key in found]
        shown = [] if wanted.beyond else ordered[wanted.offset : wanted.offset + wanted.size]
        return reader.by_ids(shown), len(ordered), len(ordered) > wanted.offset + wanted.size, []

    def _mark(self, item: dict[str, Any]) -> None:
        """What comes before it and after it, as far as the caller may read that."""
        for name, steps in (("predecessors", self.sequence.before), ("successors", self.sequence.after)):
            item[name] = [self._step(step) for step in steps[item["id"]] if step.operation in self.uuids]

    def _step(self, step: Step) -> dict[str, Any]:
        key, dependencies = step.operation, registry.get("operation_dependency")
        operation = {"id": key, "uuid": self.uuids[key], "href": registry.get("operation").of(key)}
        told = None
        if step.dependency is not None:
            told = {"id": step.dependency, "href": dependencies.of(step.dependency)}
        return {"operation": operation, "dependency": told, **step.values}

    def collection_links(self, entry: Entry) -> dict[str, Any]:
        """The order, what the sequence can be asked, and its dependencies: where one is made if the caller may."""
        dependencies = registry.get("operation_dependency")
        known = filters.templated([*PAGING[:3], *entry.filterset.parameters()])
        key = self.order.rpartition("/")[2]
        found: dict[str, Any] = {
            "production_order": {"href": self.order},
            "find": {"href": f"{self.order}/{PLACE}{known}", "templated": True},
            "operation_dependencies": {"href": f"{dependencies.href}?production_order_id={key}"},
        }
        if access.may_change(self.principal, dependencies):
            found["create"] = {"href": dependencies.href, "method": "POST"}
        return found


def routes() -> list[tuple[str, URLPattern]]:
    """Where it stands."""
    route = f"productionOrders/{_KEY}/{PLACE}"
    return [(route, path(route, OperationSequenceView.as_view({"get": "sequence_of_order"}), name=PLACE))]
