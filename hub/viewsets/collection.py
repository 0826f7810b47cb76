"""Collections: filters, order, page, total, and the envelope around the items.

Without filters and in the default order the page comes straight from the compiled statement; with filters the ids are
found first and read in one statement. Either way the number of queries does not depend on the number of rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

import orjson
from django.db.models import Count, QuerySet, Window
from django.http import QueryDict

from hub import access, filters, registry
from hub.hal.links import CURIES
from hub.hal.plan import HAL, PLAIN
from hub.hal.reader import Reader
from hub.registry import Entry, Sub, camel
from hub.viewsets import keyset, paging
from hub.viewsets.answers import answer, shape_of
from hub.viewsets.base import HubViewSet
from hub.viewsets.include import Includes, include_parameter

#: From how many values on a list in a search is a long one.
LONG = 100
PAGING = ("page", "per_page", "after", "order_by", "include", "embed")


class CollectionMixin(HubViewSet):
    """What list, search and nested collections share. ``entry`` is the kind of the items."""

    entry: Entry
    #: Adds to each item of the collection that is being answered.
    mark: Callable[[dict[str, Any]], None] | None = None
    #: Which rows a dialect wants; it pages in another way than the query can say.
    window: paging.Window | None = None

    def reader(self, entry: Entry | None = None) -> Reader:
        return Reader(entry or self.entry, self.principal, media=self.media, language=self.language)

    def collection(self, entry: Entry, base: QuerySet[Any] | None = None, body: Any = None, **extra: Any) -> Any:
        """Answer the collection of ``entry``: all that the caller may read, or those of ``base``; filters come from the
        query, or from ``body`` in a search. ``extra`` are further links."""
        query = self.request.query_params
        question = self._question(entry, query, body)
        order = self._order(entry, query)
        wanted = self.window.request() if self.window else self._page_request(query, body, order)
        includes = Includes(entry, include_parameter(query), limits=self.include_limits)
        reader = self.reader(entry)
        told: dict[str, Any] = {}
        if base is None and question.is_empty and order in (["id"], ["-id"]):
            rows, total, more, last = self._direct(reader, wanted, descending=order == ["-id"])
        else:
            queryset = question.apply(self._narrowed(entry, base))
            rows, total, more, last = self._filtered(reader, queryset, wanted, order, at_once=_is_long(body))
            if isinstance(entry, Sub) and entry.figures is not None:
                told = entry.figures(queryset, question.cleaned)
        sent = shape_of(self.request) == "hal" and not includes.tree and self.mark is None
        items = reader.render_all(rows, written=sent)
        includes.fill(self, reader, items, [row for row, _level in rows])
        if self.mark is not None:
            for item in items:
                self.mark(item)
        next_cursor = paging.cursor(wanted.fingerprint, last) if more and wanted.after is not None else None
        page = paging.Page(items, total, wanted, next_cursor)
        return self._answer(entry, page, searched=body is not None, extra=extra, told=told)

    def _order(self, entry: Entry, query: QueryDict) -> list[str]:
        if self.window is not None and self.window.order:
            return list(self.window.order)
        return filters.ordering(entry.filterset, query.get("order_by"))

    def _page_request(self, query: QueryDict, body: Any, order: list[str]) -> paging.PageRequest:
        """The page that is asked for; a cursor belongs to the place, the filters and the order it was made for."""
        asked = sorted((name, value) for name, value in query.items() if name not in PAGING)
        question = orjson.dumps([self.request.path, asked, body, order], option=orjson.OPT_SORT_KEYS)
        return paging.page_request(query, question)

    def _question(self, entry: Entry, query: QueryDict, body: dict[str, Any] | None) -> Any:
        if body is None:
            return entry.filterset.from_query(query, self.request)
        filters.refuse_unknown(query, PAGING)
        return entry.filterset.from_body(body, self.request)

    def _narrowed(self, entry: Entry, base: QuerySet[Any] | None) -> QuerySet[Any]:
        queryset = base if base is not None else entry.model.objects.all()
        if isinstance(entry, Sub):  # what hangs on what may be read; both have one id
            held = access.provider().narrow(entry.holder.model.objects.all(), self.principal, entry.right_kind)
            return queryset.filter(pk__in=held.values("pk"))
        return access.provider().narrow(queryset, self.principal, entry.name)

    def _direct(self, reader: Reader, wanted: paging.PageRequest, *, descending: bool) -> Any:
        if wanted.beyond:
            return [], reader.total(), False, []
        key = wanted.after[0] if wanted.after else None
        extra = 1 if wanted.after is not None else 0
        found, total = reader.page(limit=wanted.size + extra, offset=wanted.offset, after=key, descending=descending)
        rows = found[: wanted.size]
        return rows, total, len(found) > wanted.size, [rows[-1][0][0]] if rows else []

    def _filtered(
        self, reader: Reader, queryset: QuerySet[Any], wanted: paging.PageRequest, order: list[str], *, at_once: bool
    ) -> Any:
        """Rows, total, whether there are more, and the keys of the last; ``at_once`` counts in the statement that finds
        the page: good where looking up what is asked for costs most."""
        if wanted.beyond:
            return [], queryset.count(), False, []
        columns = keyset.columns(order)
        ordered = queryset.order_by(*keyset.expressions(order))
        if wanted.after is not None:
            ordered, at_once = keyset.after(ordered, order, wanted.after), False
        counted = [Window(Count("*"))] if at_once else []
        found = list(ordered.values_list("pk", *columns, *counted)[wanted.offset : wanted.offset + wanted.size + 1])
        total = found[0][-1] if found and at_once else queryset.count()
        shown = found[: wanted.size]
        last = keyset.plain(list(shown[-1][1 : 1 + len(columns)])) if shown else []
        return reader.by_ids([row[0] for row in shown]), total, len(found) > wanted.size, last

    # -- the envelope -----------------------------------------------------------------------------------------------

    def _answer(
        self,
        entry: Entry,
        page: paging.Page,
        *,
        searched: bool,
        extra: dict[str, Any],
        told: Mapping[str, Any] = MappingProxyType({}),
    ) -> Any:
        """The envelope; ``told`` are members beside the page."""
        path, query = self.request.path, self.request.query_params
        pages = page.links(path, query)
        figures = {**page.figures(), **pages}
        headers = page.headers(pages)
        if self.media != HAL:
            data: dict[str, Any] = {**told, entry.plural: page.items, "pagination": figures}
            if self.media != PLAIN:
                data["_links"] = {**self.collection_links(entry), **extra}
            return answer(self.request, data, headers=headers, tagged=True)
        method = {"method": "POST"} if searched else {}
        text = self.request.META.get("QUERY_STRING", "")
        links: dict[str, Any] = {
            "self": {"href": f"{path}?{text}" if text else path, **method},
            "curies": CURIES,
            **{relation: {"href": href, **method} for relation, href in pages.items()},
            **self.collection_links(entry),
            **extra,
        }
        data = {"_links": links, **told, "_embedded": {entry.plural: page.items}, "pagination": figures}
        return answer(self.request, data, headers=headers, tagged=not searched)

    def collection_links(self, entry: Entry) -> dict[str, Any]:
        """``find`` with every filter, and the actions on the collection that the caller may take."""
        found: dict[str, Any] = {"find": {"href": place_of(entry) + find_template(entry), "templated": True}}
        if isinstance(entry, Sub):
            if "bulk" in entry.actions and access.may_change(self.principal, entry.holder):
                found["update"] = {"href": registry.API_ROOT + entry.bulk_route, "method": "POST"}
            return found
        for sub in registry.subs(entry):
            if "list" in sub.actions:
                found[camel(sub.plural)] = {"href": place_of(sub) + find_template(sub), "templated": True}
        if "search" in entry.actions:
            found["search"] = {"href": f"{entry.href}/search", "method": "POST"}
        if access.may_change(self.principal, entry):
            if "create" in entry.actions:
                found["create"] = {"href": entry.href, "method": "POST"}
            if "bulk" in entry.actions and "update" in entry.actions:
                found["update"] = {"href": f"{entry.href}/update", "method": "POST"}
            for sub in registry.subs(entry):
                if "bulk" in sub.actions:
                    relation = camel(f"update_{sub.plural}")
                    found[relation] = {"href": registry.API_ROOT + sub.bulk_route, "method": "POST"}
        return found


def _is_long(body: Any) -> bool:
    """A search for more values than a query can hold: they are looked up once for page and total."""
    return isinstance(body, dict) and any(isinstance(value, list) and len(value) > LONG for value in body.values())


def place_of(entry: Entry) -> str:
    """The path of a collection."""
    return registry.API_ROOT + entry.list_route if isinstance(entry, Sub) else entry.href


def find_template(entry: Entry) -> str:
    """``{?page,per_page,…,serial_number}``: everything the collection can be asked."""
    return str(filters.templated([*PAGING[:5], *entry.filterset.parameters()]))
