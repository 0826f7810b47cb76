"""Canonical items as Netilion's clients read them: flat, references as ``{"id", "href"}``, included ones whole."""

from __future__ import annotations

from typing import Any

from .resource import Body, Resource, of_kind

#: What a reference holds in canonical plain JSON; whatever holds more was included.
BARE = frozenset({"id", "uuid", "href"})


class Teller:
    """Tells items to one caller: ``base`` is the URL of the mount, ``keys`` limit included specifications."""

    def __init__(self, base: str, keys: dict[str, frozenset[str]] | None = None) -> None:
        self.base, self.keys = base, keys or {}

    def item(self, resource: Resource, item: Body, *, href: bool = False) -> Body:
        """One whole item; ``href`` where it stands in place of a reference."""
        told: Body = {}
        for name in resource.names:
            if name in resource.made:
                told[name] = resource.made[name](item)
                continue
            source = resource.source(name)
            value = item.get(source)
            told[name] = self.reference(resource, source, value) if source in resource.references else value
        if href:
            told["href"] = resource.place(self.base, item)
        if "download_href" in told:
            # What is a link is fetched from where it leads.
            told["download_href"] = item.get("href") or f"{resource.place(self.base, item)}/download"
        self._included(resource, item, told)
        if resource.links:
            at = resource.place(self.base, item)
            told["links"] = {name: {"href": f"{at}/{below}"} for name, below in resource.linked.items()}
        return told

    def reference(self, resource: Resource, source: str, value: Any) -> Any:
        """What a member refers to, whole where it was included."""
        if not isinstance(value, dict):
            return None
        target = of_kind(resource.references[source].name)
        if target is None:
            return {"id": value["id"]}
        if not BARE.issuperset(value):
            return self.item(target, value, href=True)
        return {"id": value["id"], "href": target.href(self.base, value["id"])}

    def _included(self, resource: Resource, item: Body, told: Body) -> None:
        """To-many relations and sub-resources that were asked for stand beside the members."""
        known = resource.relations
        names = {canonical: name for name, canonical in resource.includes.items()}
        for relation in known.keys() & item.keys():
            if relation in resource.references:
                continue
            name, value = names.get(relation, relation), item[relation]
            if relation == "specifications":
                told[name] = self.specifications(value)
                continue
            target = of_kind(known[relation].name)
            if target is not None and isinstance(value, list):
                items = [self.item(target, one, href=True) for one in value]
                plain = name in resource.lists.split()
                told[name] = items if plain else {"total_count": len(items), "items": items}

    def specifications(self, value: Any) -> Body:
        """The keys of a set, those only that were asked for."""
        found = specifications(value)
        wanted = self.keys.get("specifications")
        return found if wanted is None else {key: one for key, one in found.items() if key.lower() in wanted}


def specifications(value: Any) -> Body:
    """``{key: {value, unit, …}}`` out of a canonical set, or nothing."""
    return dict((value or {}).get("specifications") or {})
