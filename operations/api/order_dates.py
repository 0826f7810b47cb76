"""The scheduled dates of a production order: its own, and those of its operations; PUT writes all of them or none."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db.models import Max, Min
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from rest_framework.request import Request

from hub import access, errors, filters, registry
from hub.batch import Element
from hub.fields import timestamp
from hub.hal.links import CURIES, LinkSpec
from hub.hal.media import dumps
from hub.hal.plan import PLAIN
from hub.hal.reference import Resolver, key_of
from hub.hal.serializer import HalSerializer
from hub.viewsets import paging
from hub.viewsets.answers import answer, conditional, not_modified
from hub.viewsets.base import HubViewSet
from hub.viewsets.bodies import MAX_ELEMENTS, defaults, prime, read_one, replacement
from hub.viewsets.bulk import version_of
from hub.viewsets.locating import Located, locate
from operations.api import order_dates_described as described
from operations.models import Operation, ProductionOrder, ScheduledDates
from operations.rules import order_dates as rules

PLACE = "scheduledDates"
LINKS = [LinkSpec(PLACE, f"/{PLACE}")]
#: Members of an echoed answer that say nothing.
ECHOED = ("_links", "_embedded", "pagination", "production_order")


class OrderDatesSerializer(HalSerializer):
    """The dates of the order itself."""

    class Meta:
        model = ProductionOrder
        fields = list(rules.OWN)


class OrderDatesView(HubViewSet):
    """The dates of one order."""

    queryset = ProductionOrder.objects.none()
    serializer_class = OrderDatesSerializer
    described = described.OPERATIONS
    large = frozenset({"replace"})
    #: Which elements a dialect wants.
    window: paging.Window | None = None

    def dates(self, request: Request, key: str) -> Any:
        order = locate(registry.get("production_order"), key, self.principal)
        filters.refuse_unknown(request.query_params, ("page", "per_page"))
        wanted = self.window.request() if self.window else paging.page_request(request.query_params, b"elements")
        return self._told(order, wanted)

    def replace(self, request: Request, key: str) -> Any:
        """PUT: dates of the order that are left out are none then; operations that are not named keep theirs."""
        entry = registry.get("production_order")
        order = locate(entry, key, self.principal, access.UPDATE)
        body = request.data
        filters.refuse_unknown(request.query_params, ())
        if not isinstance(body, dict):
            raise errors.ValidationProblem([errors.field_error("#", "invalid", _("Expected an object."))])
        own = {name: value for name, value in body.items() if name not in (*ECHOED, "elements")}
        serializer = OrderDatesSerializer()
        values, wrong = read_one(serializer, own)
        elements = self._elements(order, body.get("elements", []))
        values = replacement(entry, serializer, values)
        rules.order_dates_replace(order.id, values, elements, wrong=wrong, expected=self._expected(request, order))
        self.window = paging.Window(paging.MAX_SIZE)
        return self._told(locate(entry, str(order.id), self.principal), self.window.request())

    # -- reading a body -------------------------------------------------------------------------------------------

    def _elements(self, order: Located, bodies: Any) -> list[Element]:
        if not isinstance(bodies, list):
            raise errors.ValidationProblem([errors.field_error("elements", "invalid", _("Expected a list."))])
        if len(bodies) > MAX_ELEMENTS:
            raise errors.TooLarge(MAX_ELEMENTS, _("At most {most} elements at once.").format(most=MAX_ELEMENTS))
        sub = registry.find_sub("scheduled_dates")
        assert sub is not None
        serializer = sub.serializer(context={**self.get_serializer_context(), "resolver": Resolver()})
        prime(serializer, bodies)
        rest = defaults(sub, serializer)()
        known = {key for row in self._operations(order.id).values_list("pk", "uuid") for key in row}
        found = []
        for place, body in enumerate(bodies):
            at = f"#/elements/{place}"
            if not isinstance(body, dict):
                wrong = [{"pointer": at, "code": "invalid", "detail": _("Expected an object.")}]
                found.append(Element(at, None, None, {}, wrong))
                continue
            values, wrong = read_one(serializer, body, at=at)
            links = body.get("_links")
            named = body.get("operation", links.get("operation") if isinstance(links, dict) else None)
            key = key_of(sub.holder, named)
            element = Element(
                at, None if named is None else str(key or "?"), version_of(body, at, wrong), values, wrong
            )
            element.values = {**rest, **values}
            if named is not None and key not in known:
                element.errors = [{"pointer": f"{at}/operation", "code": "not_found", "detail": rules.FOREIGN}]
            found.append(element)
        return found

    # -- telling --------------------------------------------------------------------------------------------------

    def _operations(self, order: int) -> Any:
        """The operations of the order that the caller may read."""
        rows = Operation.objects.filter(production_order_id=order).order_by("pk")
        return access.provider().narrow(rows, self.principal, "operation")

    def _told(self, order: Located, wanted: paging.PageRequest) -> Any:
        operations, href = self._operations(order.id), registry.get("production_order").of(order.id)
        rows = (
            [] if wanted.beyond else list(operations.values("pk", "uuid")[wanted.offset : wanted.offset + wanted.size])
        )
        found = ScheduledDates.objects.filter(pk__in=[row["pk"] for row in rows])
        dates = {row["pk"]: row for row in found.values("pk", *rules.DATES)}
        page = paging.Page([_element(row, dates.get(row["pk"], {})) for row in rows], operations.count(), wanted)
        pages = page.links(f"{href}/{PLACE}", self.request.query_params)
        data = {**self._own(order.id), "elements": page.items, "pagination": {**page.figures(), **pages}}
        if self.media != PLAIN:
            links: dict[str, Any] = {relation: {"href": at} for relation, at in pages.items()}
            links |= {"self": {"href": f"{href}/{PLACE}"}, "curies": CURIES, "production_order": {"href": href}}
            if order.level >= access.UPDATE and access.may_change(self.principal, registry.get("production_order")):
                links["replace"] = {"href": f"{href}/{PLACE}", "method": "PUT"}
            data = {"_links": links, **data}
        return self._tagged(order, data, page.headers(pages))

    def _own(self, order: int) -> dict[str, Any]:
        """The order's dates; where it has none of its own they follow from those of its operations."""
        own = ProductionOrder.objects.values(*rules.OWN).get(pk=order)
        dates = ScheduledDates.objects.filter(operation__production_order_id=order).order_by()
        whole = dates.aggregate(Min(rules.OWN[0]), Max(rules.OWN[1]))
        return {
            name: timestamp.render(own[name] or found) for name, found in zip(rules.OWN, whole.values(), strict=True)
        }

    def _tagged(self, order: Located, data: dict[str, Any], headers: dict[str, str]) -> Any:
        """With a validator that begins with id and version of the dates, by which PUT can be made for these only."""
        mark = hashlib.sha256(dumps(data)).hexdigest()[:16]
        etag = f'"{order.id}-{rules.version_of(order.id)}-{mark}"'
        unchanged = not_modified(self.request, etag, None) if conditional(self.request) else None
        return unchanged or answer(self.request, data, headers={**headers, "ETag": etag})

    @staticmethod
    def _expected(request: Request, order: Located) -> list[str] | None:
        """The versions that If-Match lets pass; None where it lets all."""
        header = request.headers.get("If-Match")
        if header is None or header.strip() == "*":
            return None
        tags = [tag.strip().strip('"').split("-") for tag in header.split(",") if tag.strip().startswith('"')]
        return [parts[1] for parts in tags if len(parts) > 1 and parts[0] == str(order.id)]


def _element(row: dict[str, Any], dates: dict[str, Any]) -> dict[str, Any]:
    key = row["pk"]
    operation = {"id": key, "uuid": row["uuid"], "href": registry.get("operation").of(key)}
    return {"operation": operation, **{name: timestamp.render(dates.get(name)) for name in rules.DATES}}


def routes() -> list[tuple[str, URLPattern]]:
    """Where they stand."""
    route = f"productionOrders/<segment:key>/{PLACE}"
    view = OrderDatesView.as_view({"get": "dates", "put": "replace"})
    return [(route, path(route, view, name=f"order-{PLACE}"))]
