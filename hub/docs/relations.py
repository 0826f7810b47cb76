"""Every link relation there is, generated from the registry and the table of links: meaning, place, method, right."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from hub import access
from hub.docs.meanings import ACTIONS, GENERAL
from hub.hal import links as link_table
from hub.hal.plan import plan_of
from hub.openapi.schema import served
from hub.registry import API_ROOT, Entry, camel, reports, subs

PLACES = {"search": "/search", "create": "", "update": "/update"}


@dataclass(frozen=True, slots=True)
class Use:
    """One place where a relation is offered."""

    place: str
    method: str
    href: str
    target: str
    takes: str = ""


@dataclass(slots=True)
class Relation:
    """A relation, what it means and where it is offered."""

    name: str
    group: str
    meaning: str
    uses: list[Use] = field(default_factory=list)

    @property
    def example(self) -> str:
        """The link object as it stands in an answer."""
        use = self.uses[0] if self.uses else Use("", "GET", "/api/v1/…", "")
        link: dict[str, Any] = {"href": use.href}
        if use.method != "GET":
            link["method"] = use.method
        if "{?" in use.href:
            link["templated"] = True
        return json.dumps({self.name: link}, ensure_ascii=False)


def words(name: str) -> str:
    return name.replace("_", " ")


def takes(level: int = access.READ, role: str = access.OPERATOR) -> str:
    """The right and the role, in words."""
    right = f"right {access.NAMES[level]}" if level > access.READ else ""
    return ", ".join(part for part in (right, f"role {role}" if role != access.OPERATOR else "") if part)


class _Catalogue:
    def __init__(self) -> None:
        self.found: dict[str, Relation] = {}

    def add(self, name: str, group: str, meaning: str, *uses: Use) -> None:
        relation = self.found.setdefault(name, Relation(name, group, meaning))
        if meaning not in relation.meaning:
            relation.meaning = f"{relation.meaning} {meaning}"
        relation.uses += [use for use in uses if use not in relation.uses]

    def of(self, entry: Entry) -> None:
        """The relations of one resource kind."""
        one, href = words(entry.name), entry.of("{id}")
        meaning = f"The collection of {words(entry.plural)}. {' '.join((entry.viewset.__doc__ or '').split())}"
        root = Use("the entry point", "GET", entry.href + "{?…}", words(entry.plural), takes(role=entry.reader))
        self.add(entry.relation, "Collections", meaning, root)
        if entry.plural != entry.relation:
            self.add(entry.plural, "Collections", f"The {words(entry.plural)} embedded in a collection.")
        self._references(entry, one)
        self._table(entry, one, href)
        for sub in subs(entry):
            self._references(sub, words(sub.name))
            self._table(sub, words(sub.name), sub.of("{id}"))
        self._collection(entry)
        for child in entry.nested:
            if child.linkable:
                both = f"{takes(child.own_level, entry.writer)}; {access.NAMES[child.child_level]} on each linked one"
                place = f"{words(child.name)} of {one}"
                for relation, method in (("link", "POST"), ("unlink", "DELETE")):
                    use = Use(place, method, f"{href}/{child.name}", words(child.target), both)
                    self.add(relation, "Actions", ACTIONS[relation], use)
        if entry.states is not None:
            text = f"Bring {one} into a state; one link for each state that can be reached now, named after it."
            relation = link_table.state_relation(entry)
            need = takes(entry.states.level, entry.writer)
            self.add(relation, "Actions", text, Use(one, "POST", f"{href}/{{state}}", one, need))

    def _references(self, entry: Entry, one: str) -> None:
        for link in plan_of(entry).links:
            target = words(link.target.name) if link.target else ""
            to = link.target.of("{id}") if link.target else ""
            text = f"The {words(link.name)} of a resource."
            self.add(link.name, "References", text, Use(one, "GET", to, target))

    def _table(self, entry: Entry, one: str, href: str) -> None:
        targets = {link_table.relation_of(child.name): words(child.target) for child in entry.nested}
        for spec in link_table.table(entry):
            need = takes(spec.level, entry.writer if spec.changes else spec.role)
            use = Use(one, spec.method or "GET", href + spec.suffix, targets.get(spec.relation, one), need)
            if spec.method and spec.relation not in ACTIONS:
                text = "Write what hangs on a resource; it comes to be where there is none yet."
                self.add(spec.relation, "Actions", text, use)
            elif spec.relation in ACTIONS:
                self.add(spec.relation, "Actions", ACTIONS[spec.relation], use)
            else:
                text = f"The {words(spec.relation)} that belong to a resource."
                self.add(spec.relation, "Nested collections", text, use)
        if "history" in entry.actions and "update" in entry.actions:
            use = Use(f"a version of {one}", "POST", f"{href}/history/{{version}}/restore", one, takes(2, entry.writer))
            self.add("restore", "Actions", ACTIONS["restore"], use)
        if "permissions" in entry.actions:
            use = Use(f"permissions of {one}", "POST", f"{href}/permissions", "permission", takes(access.PERMIT))
            self.add("create", "Actions", ACTIONS["create"], use)

    def _collection(self, entry: Entry) -> None:
        many = words(entry.plural)
        for sub in subs(entry):
            if "list" in sub.actions:
                text = f"All {words(sub.plural)}, with figures of those that are asked for."
                use = Use(many, "GET", f"{API_ROOT}{sub.list_route}{{?…}}", words(sub.plural))
                self.add(camel(sub.plural), "Collections", text, use)
            if "bulk" in sub.actions:
                text = f"Write many {words(sub.plural)} in one transaction, each element as a PUT."
                need = takes(access.UPDATE, entry.writer)
                use = Use(many, "POST", API_ROOT + sub.bulk_route, words(sub.plural), need)
                self.add(camel(f"update_{sub.plural}"), "Actions", text, use)
        self.add("find", "General", GENERAL["find"], Use(many, "GET", entry.href + "{?…}", many))
        offered = {"search": "search" in entry.actions, "create": "create" in entry.actions}
        offered["update"] = {"bulk", "update"} <= entry.actions
        for relation, suffix in PLACES.items():
            if offered[relation]:
                need = "" if relation == "search" else takes(role=entry.writer)
                self.add(relation, "Actions", ACTIONS[relation], Use(many, "POST", entry.href + suffix, many, need))


@lru_cache(maxsize=1)
def catalogue() -> dict[str, Relation]:
    """All relations by name."""
    made = _Catalogue()
    for name, meaning in GENERAL.items():
        made.add(name, "General", meaning)
    for entry in served():
        made.of(entry)
    for report in reports():
        use = Use("the entry point", "GET", report.href, words(report.relation))
        made.add(report.relation, "Collections", report.meaning, use)
    return made.found


def grouped() -> list[tuple[str, list[Relation]]]:
    """The relations for the list of them."""
    everything = sorted(catalogue().values(), key=lambda relation: relation.name.lower())
    order = ("General", "Collections", "References", "Nested collections", "Actions")
    return [(group, [relation for relation in everything if relation.group == group]) for group in order]
