"""The past of a link collection: what was linked to a resource and unlinked from it, when and by whom.

Only what the caller may read now is told of.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.request import Request

from hub import access, errors, filters, registry
from hub.filters.values import INTEGER, TIMESTAMP, Refused
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.models.history import CHANGED, CREATED, DELETED
from hub.registry import Entry, Nested
from hub.viewsets import paging
from hub.viewsets.answers import answer
from hub.viewsets.history import who
from hub.viewsets.locating import locate
from hub.viewsets.nested import NestedMixin

EVENTS = {"create": CREATED, "delete": DELETED}
ORDERS = {"changed_at": ("history_date", "history_id"), "-changed_at": ("-history_date", "-history_id")}


class JoinedMixin(NestedMixin):
    """Nested collections that remember their links."""

    def nested_history(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The links that came and went, the latest first."""
        query = request.query_params
        located = locate(self.entry, kwargs["key"], self.principal)
        child = self._child()
        target = registry.get(child.target)
        if not access.may_use(self.principal, target):
            raise errors.Forbidden(extra={"needs": target.reader})
        filters.refuse_unknown(query, (*asked(target), "page", "per_page"))
        wanted = paging.page_request(query, b"links")
        if wanted.after is not None:
            raise errors.BadParameter("after", _("Page by number."), "unknown")
        rows = self._joined(child, target, located.id)
        found = [] if wanted.beyond else list(rows[wanted.offset : wanted.offset + wanted.size])
        page = paging.Page([self._link(child, target, row) for row in found], rows.count(), wanted)
        pages = page.links(request.path, query)
        figures = {"pagination": {**page.figures(), **pages}}
        if self.media == HAL:
            hrefs = {relation: {"href": href} for relation, href in pages.items()}
            links = {"self": {"href": request.get_full_path()}, "curies": CURIES, **hrefs}
            data: dict[str, Any] = {"_links": links, "_embedded": {"history": page.items}, **figures}
        else:
            data = {"history": page.items, **figures}
        return answer(request, data, headers=page.headers(pages), tagged=True)

    def _joined(self, child: Nested, target: Entry, key: int) -> QuerySet[Any]:
        """The versions in which a link came to be or ended."""
        query, (own, other) = self.request.query_params, child.keys
        assert child.through is not None
        readable = access.provider().narrow(target.model.objects.all(), self.principal, target.name)
        wanted = {f"{own}_id": key, f"{other}_id__in": readable.values("pk")}
        rows = child.through().history.filter(**wanted).exclude(history_type=CHANGED)
        if "event" in query:
            if query["event"] not in EVENTS:
                raise errors.BadParameter("event", _("Expected one of %(names)s.") % {"names": ", ".join(EVENTS)})
            rows = rows.filter(history_type=EVENTS[query["event"]])
        if f"{target.name}_id" in query:
            rows = rows.filter(**{f"{other}_id": self._given(f"{target.name}_id", INTEGER, int)})
        for name, bound in (("changed_at_from", "gte"), ("changed_at_to", "lte")):
            if name in query:
                rows = rows.filter(**{f"history_date__{bound}": self._given(name, TIMESTAMP, datetime)})
        order = query.get("order_by", "-changed_at")
        if order not in ORDERS:
            raise errors.BadParameter("order_by", _("Expected one of %(names)s.") % {"names": ", ".join(ORDERS)})
        return rows.order_by(*ORDERS[order])  # type: ignore[no-any-return]

    def _given(self, name: str, kind: Any, type: type) -> Any:
        """The value of a parameter; null is none."""
        try:
            value = kind.read(self.request.query_params[name].replace(" ", "+"))
        except Refused as refusal:
            raise errors.BadParameter(name, refusal.detail, refusal.code) from None
        if not isinstance(value, type):
            raise errors.BadParameter(name, kind.expected)
        return value

    def _link(self, child: Nested, target: Entry, row: Any) -> dict[str, Any]:
        """What was linked, and who did it."""
        key = getattr(row, f"{child.keys[1]}_id")
        told = {name: value for name, value in who(row).items() if name != "version"}
        if self.media == HAL:
            return {"_links": {target.name: {"href": target.of(key)}}, **told}
        return {target.name: {"id": key, "href": target.of(key)}, **told}


def asked(target: Entry) -> tuple[str, ...]:
    """What the past of links to ``target`` can be asked for."""
    return ("event", f"{target.name}_id", "changed_at_from", "changed_at_to", "order_by")
