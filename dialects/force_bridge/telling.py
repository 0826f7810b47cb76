"""Canonical items as FORCE Bridge's clients read them: ``properties``, ``_links``, ``_embedded``.

In plain JSON there are no links, and ``_embedded`` is there only where something was asked to be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

from hub.hal.links import state_relation
from hub.registry import API_ROOT

from .resource import Action, Body, Relation, Resource, dig, named
from .tables.literals import literal, literal_id
from .values import hexed

#: How many of a to-many relation are embedded.
MOST_EMBEDDED = 100
#: What a reference holds in canonical plain JSON; whatever holds more was included.
BARE = frozenset({"id", "uuid", "href"})


def link(href: str, method: str = "GET", *, embeddable: bool = False, **more: Any) -> Body:
    """A link object."""
    return {"method": method, "href": href, "embeddable": embeddable, **more}


class Teller:
    """Tells items to one caller: ``base`` is the URL of the mount, ``hal`` whether links are wanted; ``count`` tells
    how many there are of what was embedded in part."""

    def __init__(
        self, base: str, *, hal: bool, count: Callable[[str], int], rows: Callable[[Resource], dict[str, Body]]
    ) -> None:
        self.base, self.hal, self.count, self.rows = base, hal, count, rows

    def single(
        self, resource: Resource, item: Body, *, embed: Iterable[str] = (), at: str = "", inside: bool = False
    ) -> Body:
        """One resource with the relations ``embed`` in it; ``at`` is where it stands, if not at path and id.
        ``inside`` another one it has the vendor's members only."""
        embed = list(embed)
        at = at or resource.place(self.base, item)
        parts = {name: self._embedded(resource, resource.embeds[name], item, at) for name in embed}
        parts = {name: one for name, one in parts.items() if one is not None}
        links = self.links(resource, item, at, embed) if self.hal else {}
        return self.shape(resource.told(item, resource.vendors if inside else ()), links, parts)

    def shape(self, properties: Body, links: Body, embedded: Body | None = None) -> Body:
        """The three members that everything has in HAL; plain JSON leaves out what holds nothing of its own."""
        if self.hal:
            return {"properties": properties, "_links": links, "_embedded": embedded or {}}
        return {"properties": properties, "_embedded": embedded} if embedded else {"properties": properties}

    # -- links ------------------------------------------------------------------------------------------------------

    def links(self, resource: Resource, item: Body, at: str, embed: Iterable[str] = ()) -> Body:
        """``self``, the relations, and the actions that the hub offers."""
        embed = list(embed)
        found: Body = {"self": link(f"{at}?embed={','.join(embed)}" if embed else at)}
        offered = item.get("_links", {})
        for relation in resource.relations:
            embeddable = relation.name in resource.embeds and relation.name not in embed
            if relation.many == "list" and not relation.at:
                found[relation.name] = self._each(relation, item, embeddable)
                continue
            href = self._href(relation, item, at) if offered.keys() >= {*relation.when} else ""
            if href:
                found[relation.name] = link(href, embeddable=embeddable)
        return found | actions(resource.actions, offered, at) | _transitions(resource, offered, at)

    def _each(self, relation: Relation, item: Body, embeddable: bool) -> list[Body]:
        """A link to each one of a to-many relation, as far as they were included."""
        target = named(relation.to)
        found = dig(item, relation.include) or []
        return [link(target.place(self.base, one), embeddable=embeddable) for one in found if "uuid" in one]

    def _href(self, relation: Relation, item: Body, at: str) -> str:
        if relation.literal:
            return f"{self.base}/literals/{literal_id(item['uuid'], relation.name)}"
        found = dig(item, relation.source) if relation.source else item
        if found in (None, "", []):
            return ""
        if not relation.at:
            return named(relation.to).place(self.base, found)
        if "{" not in relation.at:
            return at + relation.at
        return relation.at.format(base=self.base, id=hexed(found["uuid"]) if isinstance(found, dict) else found)

    # -- embedded -----------------------------------------------------------------------------------------------------

    def literal(self, item: Body, relation: Relation, at: str = "") -> Body:
        """A text as a resource of its own."""
        links = {"self": link(at or self._href(relation, item, ""))} if self.hal else {}
        return self.shape(literal(item, relation), links)

    def _embedded(self, owner: Resource, relation: Relation, item: Body, at: str) -> Any:
        if relation.literal:
            return self.literal(item, relation)
        if relation.coded:
            row = self.rows(named(relation.coded)).get(dig(item, relation.source))
            return None if row is None else self.single(named(relation.coded), row, inside=True)
        found = dig(item, relation.include)
        at += relation.at
        if relation.shaped is not None:
            told = relation.shaped(found)
            return None if told is None else self.shape(told, {"self": link(at)} if self.hal else {})
        target = named(relation.to)
        if relation.many in ("elements", "page"):
            return self._page(
                target, found or [], at, relation.many, f"{owner.entry.of(item['id'])}/{relation.include}"
            )
        if relation.many == "list":
            return [self.single(target, one, inside=True) for one in found or ()]
        if relation.many == "first":
            found = found[0] if found else None
        if found is None or BARE.issuperset(found):
            return None
        return self.single(target, found, at=at if relation.at.startswith("/") else "", inside=True)

    def _page(self, resource: Resource, items: list[Body], at: str, many: str, path: str) -> Body:
        """A collection that is embedded, from its beginning."""
        total = self.count(path.removeprefix(API_ROOT)) if len(items) >= MOST_EMBEDDED else len(items)
        figures: Body = {"offset": 0, "limit": MOST_EMBEDDED, "count": len(items), "total": total}
        figures |= dict.fromkeys(("firstIdentifier", "lastIdentifier"))
        links = {"self": link(at)} if self.hal else {}
        if many == "page":
            told = [self.single(resource, one, inside=True) for one in items]
            return self.collection(resource, told, figures, links)
        elements = [resource.told(one, resource.vendors) for one in items]
        return {"pagination": figures, **self.shape({"elements": elements}, links)}

    def collection(
        self, resource: Resource, items: list[Body], figures: Body, links: Body, properties: Body | None = None
    ) -> Body:
        """Resources under their key, which is there for none of them too; ``properties`` is what they amount to."""
        told: Body = {"pagination": figures, "_embedded": {resource.key: items}}
        if properties is not None:
            told["properties"] = properties
        return {"properties": {}, **told, "_links": links} if self.hal else told


def actions(wanted: Iterable[Action], offered: Body, at: str) -> Body:
    """The action links whose canonical relations are offered."""
    return {
        one.name: link(at + one.suffix, one.method) | ({"title": one.title} if one.title else {})
        for one in wanted
        if offered.keys() >= {*one.when}
    }


def _transitions(resource: Resource, offered: Body, at: str) -> Body:
    """The states that it may be brought into: one link, or a list where there are several."""
    if resource.entry.states is None:
        return {}
    relation = state_relation(resource.entry)
    found = [
        link(f"{at}/{quote(one['name'], safe='')}", "POST", name=one["name"], title=one["title"])
        for one in offered.get(relation, ())
    ]
    return {relation: found[0] if len(found) == 1 else found} if found else {}
