"""Looking for things of the plant by any of their names, and the keys that specifications have."""

from __future__ import annotations

from typing import Any

from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from rest_framework import serializers
from rest_framework.request import Request

from assets.api import finding_described as described
from assets.models import Asset
from assets.rules import finding
from hub import access, errors, filters, registry
from hub.filters.values import Refused
from hub.hal.links import CURIES
from hub.hal.plan import HAL
from hub.viewsets import paging
from hub.viewsets.answers import answer
from hub.viewsets.base import HubViewSet

LONGEST, MOST_KEYS = 200, 10_000
#: Filters of assets that a search can have; with one of them nothing but assets is found.
OF_PRODUCTS = ("manufacturer_id", "product_category_id", "product_status_id")
ASKED = ("q", "scope", "node_id", *OF_PRODUCTS)
KINDS = {"assets": "asset", "instrumentations": "instrumentation", "nodes": "node"}


class Found(serializers.Serializer[Any]):
    """What is found has no version."""


class PlantSearch(HubViewSet):
    """Assets, instrumentations and nodes that have a text in one of their names."""

    serializer_class, queryset = Found, Asset.objects.none()
    described = described.SEARCH

    def search_all(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """A page of what is found: assets first, then instrumentations, then nodes."""
        query = request.query_params
        filters.refuse_unknown(query, (*ASKED, "page", "per_page"))
        text = query.get("q", "").strip()
        if not text or len(text) > LONGEST:
            detail = _("Name the text to look for, of at most {most} characters.").format(most=LONGEST)
            raise errors.BadParameter("q", detail, "required" if not text else "max_length")
        wanted = paging.page_request(query, b"search")
        if wanted.after is not None:
            raise errors.BadParameter("after", _("Page by number."), "unknown")
        found = [(scope, self._rows(scope, text)) for scope in self._scopes()]
        items, total = self._page(found, wanted)
        page = paging.Page(items, total, wanted)
        pages = page.links(request.path, query)
        pagination = {"pagination": {**page.figures(), **pages}}
        if self.media != HAL:
            data: dict[str, Any] = {"results": items, **pagination}
        else:
            hrefs = {relation: {"href": href} for relation, href in pages.items()}
            links = {"self": {"href": request.get_full_path()}, "curies": CURIES, **hrefs}
            data = {"_links": links, "_embedded": {"results": items}, **pagination}
        return answer(request, data, headers=page.headers(pages), tagged=True)

    def _scopes(self) -> list[str]:
        query = self.request.query_params
        asked = [name.strip() for name in query["scope"].split(",")] if "scope" in query else list(finding.SCOPES)
        if any(name not in finding.SCOPES for name in asked):
            raise errors.BadParameter("scope", _("Expected one of %(names)s.") % {"names": ", ".join(finding.SCOPES)})
        if any(name in query for name in OF_PRODUCTS):
            asked = [name for name in asked if name == "assets"]
        return [name for name in finding.SCOPES if name in asked and self._may_use(name)]

    def _may_use(self, scope: str) -> bool:
        return access.may_use(self.principal, registry.get(KINDS[scope]))

    def _rows(self, scope: str, text: str) -> Any:
        rows = finding.matching(scope, text)
        if "node_id" in self.request.query_params:
            rows = finding.at_node(scope, rows, self._node())
        for name in OF_PRODUCTS if scope == "assets" else ():
            if name in self.request.query_params:
                rows = self._filtered(rows, name)
        return rows

    def _node(self) -> int:
        """The node that is named, 0 where the caller sees none."""
        entry = registry.get("node")
        text = self.request.query_params["node_id"].rstrip("+ ")
        one = entry.filterset.base_filters["uuid" if len(text) in (32, 36) else "id"]
        try:
            rows = one.filter(filters.readable(entry.model), one.read(text))
        except Refused as refusal:
            raise errors.BadParameter("node_id", refusal.detail, refusal.code) from None
        return next(iter(rows.values_list("pk", flat=True)), 0)

    def _filtered(self, rows: Any, name: str) -> Any:
        one = registry.get("asset").filterset.base_filters[name]
        try:
            return one.filter(rows, one.read(str(self.request.query_params[name])))
        except Refused as refusal:
            raise errors.BadParameter(name, refusal.detail, refusal.code) from None

    def _page(self, found: list[tuple[str, Any]], wanted: paging.PageRequest) -> tuple[list[dict[str, Any]], int]:
        """The rows of one page, which may begin in one collection and end in the next, and how many there are."""
        items: list[dict[str, Any]] = []
        total, start = 0, wanted.offset
        for scope, rows in found:
            count = rows.count()
            first = max(start - total, 0)
            free = wanted.size - len(items)
            if free and first < count and not wanted.beyond:
                items += [self._item(scope, row) for row in rows.order_by("pk")[first : first + free]]
            total += count
        return items, total

    def _item(self, scope: str, row: Any) -> dict[str, Any]:
        entry = registry.get(KINDS[scope])
        name = getattr(row, finding.SCOPES[scope][1])
        told = {"id": row.pk, "uuid": row.uuid, "type": entry.name, "title": name, "description": row.description}
        if self.media == HAL:
            return {"_links": {"self": {"href": entry.of(row.pk)}}, **told}
        return {**told, "href": entry.of(row.pk)}


class SpecificationKeys(HubViewSet):
    """The keys that the specifications of a kind have."""

    serializer_class, queryset = Found, Asset.objects.none()
    described = described.KEYS
    kind = ""

    def keys(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        """The keys in what the caller may read, in the order of the alphabet."""
        query = request.query_params
        filters.refuse_unknown(query, ("key", "ui_visible"))
        visible = query.get("ui_visible", "").lower()
        if visible not in ("", "true", "false"):
            raise errors.BadParameter("ui_visible", _("Expected true or false."))
        pattern, shown = query.get("key", ""), visible == "true" if visible else None
        found = finding.keys_of(registry.get(self.kind).model, pattern, shown, MOST_KEYS)
        data: dict[str, Any] = {"specification_keys": found}
        if self.media == HAL:
            data = {"_links": {"self": {"href": request.get_full_path()}, "curies": CURIES}, **data}
        return answer(request, data, tagged=True)


def routes() -> list[tuple[str, URLPattern]]:
    """Where they stand; the entry point links them."""
    meaning = "Assets, instrumentations and nodes by a text in a name or in a specification that people see."
    registry.register_report(registry.Report(relation="search", path="search", parameters=ASKED, meaning=meaning))
    found = [("search", path("search", PlantSearch.as_view({"get": "search_all"}), name="plant-search"))]
    for kind in KINDS.values():
        place, relation = f"{kind}/specification_keys", f"{kind}SpecificationKeys"
        meaning = f"The keys in the specifications of {kind}s that the caller may read."
        asked = ("key", "ui_visible")
        registry.register_report(registry.Report(relation=relation, path=place, parameters=asked, meaning=meaning))
        view = SpecificationKeys.as_view({"get": "keys"}, kind=kind)
        found.append((place, path(place, view, name=f"{kind}-specification-keys")))
    return found
