"""A resource as Netilion's clients know it, declared beside its canonical kind; and how one becomes the other.

Only differences are declared: what a member refers to and which are references is read from the canonical plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hub import registry
from hub.hal.plan import plan_of
from hub.hal.reference import reference_fields
from hub.registry import Entry
from hub.viewsets.include import embeddable, target_of

MOUNT = "/v1"
Body = dict[str, Any]
#: Members that nobody sets.
GIVEN = frozenset({"id", "created_at", "updated_at"})
#: The standard row that stands for "nobody said": it has this id in every table of master data.
UNDEFINED = {"id": 1}


@dataclass(frozen=True, kw_only=True, eq=False)
class Resource:
    """One resource. Names in texts stand with blanks between.

    ``sources``: canonical name of a member that is called otherwise. ``made``: members computed from the canonical
    item. ``taken``: members of a body that become other ones; ``listed``: lists of references that only a body has.
    ``defaults``: what a new one gets when the body does not say; ``completed`` changes its body at last.

    ``filters``: parameters of the same name; ``asked``: those that are called otherwise, or a function that gives the
    canonical parameters; ``always``: canonical parameters when the vendor's do not say otherwise. ``includes``:
    relations of another name; ``lists``: to-many relations that are plain lists when included, the others have a
    count. ``links``: collections below it, with a colon before the segment of one that is called otherwise;
    ``stands(base, item)`` is where one stands, if not at path and id.
    """

    kind: str
    path: str
    plural: str
    members: str
    sources: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Callable[[Body], Any]] = field(default_factory=dict)
    taken: Mapping[str, Callable[[Any], Body]] = field(default_factory=dict)
    listed: str = ""
    defaults: Mapping[str, Any] = field(default_factory=dict)
    completed: Callable[[Body], None] | None = None
    filters: str = ""
    asked: Mapping[str, Any] = field(default_factory=dict)
    always: Mapping[str, str] = field(default_factory=dict)
    orders: Mapping[str, str] = field(default_factory=dict)
    includes: Mapping[str, str] = field(default_factory=dict)
    lists: str = ""
    links: str = ""
    stands: Callable[[str, Body], str] | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.members.split())

    @cached_property
    def linked(self) -> dict[str, str]:
        """The segment of each collection below it, by the name of the link."""
        pairs = (link.partition(":") for link in self.links.split())
        return {name: below or name for name, _colon, below in pairs}

    @cached_property
    def entry(self) -> Entry:
        """The canonical kind."""
        return registry.get(self.kind)

    @cached_property
    def references(self) -> dict[str, Entry]:
        """What each canonical member that is a reference leads to."""
        return {link.name: link.target for link in plan_of(self.entry).links if link.target is not None}

    @cached_property
    def relations(self) -> dict[str, Entry]:
        """What can be included, by canonical name, and the kind that it leads to."""
        return {name: target_of(relation) for name, relation in embeddable(self.entry).items()}

    @cached_property
    def spoken(self) -> dict[str, str]:
        """The vendor's name of each canonical member that is called otherwise here."""
        return {canonical: name for name, canonical in self.sources.items()}

    @cached_property
    def empty_texts(self) -> frozenset[str]:
        """Canonical members whose null is an empty text."""
        fields = {**self.entry.serializer().fields, **reference_fields(self.entry.serializer())}
        blank = (name for name, one in fields.items() if getattr(one, "allow_blank", False) and not one.allow_null)
        return frozenset(blank)

    def source(self, name: str) -> str:
        """The canonical name of a member."""
        return self.sources.get(name, name)

    def href(self, base: str, key: Any) -> str:
        """The absolute URL of one; ``base`` is that of the mount."""
        return f"{base}/{self.path}/{key}"

    def place(self, base: str, item: Body) -> str:
        """The absolute URL of one that is at hand."""
        return self.stands(base, item) if self.stands is not None else self.href(base, item["id"])

    def body(self, given: Body, *, new: bool) -> Body:
        """The canonical body for what the vendor's client sent; what nobody knows here is left out."""
        found: Body = {}
        for name, value in given.items():
            if name in self.taken:
                found |= self.taken[name](value)
            elif name in self.listed.split():
                found[name] = value
            elif name in self.names and name not in GIVEN and name not in self.made:
                found[self.source(name)] = value
        for name, value in found.items():
            if value is None and name in self.empty_texts:
                found[name] = ""
        if new:
            for name, default in self.defaults.items():
                if found.get(name) is None:
                    found[name] = default
            if self.completed is not None:
                self.completed(found)
        return found


_resources: dict[str, Resource] = {}


def declare(*resources: Resource) -> None:
    """Take in the resources of a table: the first of a canonical kind is what references lead to."""
    for one in resources:
        _resources.setdefault(one.kind, one)


def of_kind(kind: str) -> Resource | None:
    """The resource that stands for a canonical kind."""
    return _resources.get(kind)


def resources() -> Iterable[Resource]:
    return _resources.values()
