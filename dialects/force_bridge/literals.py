"""Literals: the texts of master data as a collection, and any text by its id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Value

from dialects.base import Operation
from dialects.describing import Description
from hub import errors
from hub.viewsets.paging import Window

from . import asking, describe
from .operations import Operations, canonical
from .paging import OFFSETS, Found, page_of
from .resource import Body, Resource, all_resources
from .tables.literals import owner_of
from .tables.master import MASTER
from .view import ForceView

TYPE, CODE, RELATION, NOTHING = "type", "identifier1", "identifier2", "identifier3"
FILTERS = (TYPE, CODE, RELATION, NOTHING)
KEY = "literals"


def _holders(resources: Any) -> dict[str, Resource]:
    """The resources that have texts, one for each kind."""
    found: dict[str, Resource] = {}
    for one in resources:
        if any(relation.literal for relation in one.relations):
            found.setdefault(one.kind, one)
    return found


def _names(resource: Resource, given: Any) -> list[str]:
    """The relations of a resource to its texts that the query asks for."""
    names = [relation.name for relation in resource.relations if relation.literal]
    return [name for name in names if given.get(RELATION, name) == name and NOTHING not in given]


def _wanted(view: ForceView) -> Iterator[tuple[Resource, list[str], Body]]:
    """The master data whose texts are asked for: which, their relations, and the canonical filter."""
    given = view.request.query_params
    for one in _holders(sorted(MASTER, key=lambda one: one.name)).values():
        names = _names(one, given)
        if names and given.get(TYPE, one.name) == one.name:
            yield one, names, {"code": given[CODE]} if CODE in given else {}


def _list(view: ForceView) -> Any:
    """``GET /literals``: kind after kind; a page is put together of rows of few of them."""
    given = view.request.query_params
    asking.check(given, [*FILTERS, *OFFSETS])
    page = page_of(given, None)
    view.names = {"code": CODE}
    items: list[Body] = []
    total = 0
    for resource, names, query in _wanted(view):
        path = canonical(resource)
        count = view.ask("GET", path, query={**query, "per_page": 1}).data["pagination"]["total_count"]
        first, last = page.offset - total, page.offset + page.limit - total
        total += count * len(names)
        if first < count * len(names) and last > 0:
            items += _texts(view, resource, names, query, (max(first, 0), last))
    found = Found(page, None, items, total, False)
    links = view.page_links(found) if view.hal else {}
    told: Body = {"pagination": found.figures(), "_embedded": {KEY: items}}
    return view.told({**told, "properties": {}, "_links": links} if view.hal else told)


def _texts(view: ForceView, resource: Resource, names: list[str], query: Body, span: tuple[int, int]) -> list[Body]:
    """The texts from one place to another among those of a kind."""
    first, last = span
    start = first // len(names)
    window = Window(-(-last // len(names)) - start, start)
    rows = view.ask("GET", canonical(resource), query=query, window=window).data[resource.entry.plural]
    view.learn(resource, rows, names)
    told = [view.teller.literal(row, resource.embeds[name]) for row in rows for name in names]
    return told[first - start * len(names) : last - start * len(names)]


def _read(view: ForceView, key: str) -> Any:
    """``GET /literals/{id}``: the text of whatever it describes, to those who may read that."""
    owner = owner_of(key)
    wanted = view.after(lambda: asking.check(view.request.query_params, ()))
    holders = _holders(all_resources())
    if owner is None:
        raise errors.NotFoundProblem()
    uuid, relation = owner
    where = [
        one.entry.model.objects.filter(uuid=uuid).order_by().values_list(Value(kind), "pk")
        for kind, one in holders.items()
    ]
    kind, number = next(iter(where[0].union(*where[1:], all=True)), ("", 0))
    if relation not in (resource.embeds if (resource := holders.get(kind)) else ()):
        raise errors.NotFoundProblem()
    assert resource is not None
    item = view.ask("GET", canonical(resource, number)).data
    wanted()
    view.learn(resource, [item], [relation])
    return view.told(view.teller.literal(item, resource.embeds[relation]))


def _described(summary: str, *, several: bool = False) -> Description:
    one = describe.single({"id": describe.ID, "translations": {"type": "array", "items": {"type": "object"}}})
    if not several:
        return Description(summary=summary, tag="Literals", gives=one)
    members = {"pagination": {"$ref": "#/components/schemas/Pagination"}, "_links": describe.links()}
    members["_embedded"] = {"type": "object", "properties": {KEY: {"type": "array", "items": one}}}
    query = {name: {"type": "string"} for name in FILTERS} | dict.fromkeys(OFFSETS, describe.WHOLE)
    return Description(summary=summary, tag="Literals", query=query, gives={"type": "object", "properties": members})


LITERALS: Operations = {
    "GET": Operation(run=_list, described=lambda: _described("Texts of master data, page by page", several=True))
}
ONE_LITERAL: Operations = {"GET": Operation(run=_read, described=lambda: _described("A text in all languages"))}
