"""A resource as FORCE Bridge's clients know it, declared beside its canonical kind.

Names that differ only in their letters (``targetStartDate``) are not declared; what a member refers to is read from the
canonical plan.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from hub import registry
from hub.fields.timestamp import TimestampField
from hub.hal.plan import plan_of
from hub.hal.reference import Reference, parse_key, reference_fields
from hub.registry import Entry
from hub.viewsets.include import embeddable, target_of

from .values import camel, hexed, plain, snake, zoned

Body = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A link of a resource beside ``self``. ``at`` is where it leads: a suffix of the resource (``/specification``) or,
    with ``{id}`` or ``{base}`` in it, a whole address; without it the relation leads to what the member ``source``
    refers to. ``include`` is the canonical name by which it can be embedded, as one of the resource ``to`` or, with
    ``many``, as a ``page``, as ``elements``, as a bare ``list`` of them, or as the ``first``; or as ``shaped`` makes
    it, out of the canonical relations ``needs`` too. A ``list`` that stands nowhere is a list of links, one to each;
    the resource ``needs`` them for that. ``literal`` names the canonical members of which the first that has a text is
    told in all languages. ``coded``: it can be embedded as the row of this resource of master data whose code the
    member is. ``when`` are canonical relations that must be offered.
    """

    name: str
    to: str = ""
    at: str = ""
    source: str = ""
    include: str = ""
    many: str = ""
    shaped: Callable[[Any], Body | None] | None = None
    literal: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    coded: str = ""
    when: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action link, there when the canonical relations ``when`` are all offered; ``suffix`` stands behind the place
    of the resource or the collection."""

    name: str
    when: tuple[str, ...] = ()
    method: str = "POST"
    suffix: str = ""
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class Timeline:
    """What a collection is paged by when it is paged by moments: the canonical member, and the columns that stand for
    its order (ids, where they rise with the moment)."""

    member: str = "created_at"
    column: str = "id"


@dataclass(frozen=True, kw_only=True, eq=False)
class Resource:
    """One resource. Names in texts stand with blanks between.

    ``name`` is what tables call it by, ``key`` its list on the wire. ``sources``: canonical name of a member that is
    called otherwise; ``made``: members computed from the canonical item; ``taken``: members of a body that become
    others; ``given``: members of a body that are not told; ``added``: members that the vendor does not know, which are
    left out where it is embedded, since its clients refuse them there. ``worded``: its id is its code, or what
    ``words`` calls that. ``needs``: canonical relations that its members are made of, ``linked`` those that its links
    are. ``filters``: parameters of a list with their canonical names, or functions ``(view, text) -> canonical
    parameters``; ``searched`` the same for the members of a search; ``collected`` are the links of the collection. With
    a ``timeline`` it is paged by moments. ``domain`` begins the codes of its refusals. ``learns`` puts beside the
    items of a page what else members are made of.
    """

    name: str
    kind: str
    path: str = ""
    key: str = ""
    tag: str = ""
    members: str
    sources: Mapping[str, str] = field(default_factory=dict)
    made: Mapping[str, Callable[[Body], Any]] = field(default_factory=dict)
    taken: Mapping[str, Callable[[Any], Body]] = field(default_factory=dict)
    given: str = ""
    added: str = ""
    worded: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    linked: tuple[str, ...] = ()
    relations: tuple[Relation, ...] = ()
    actions: tuple[Action, ...] = ()
    filters: Mapping[str, Any] = field(default_factory=dict)
    searched: Mapping[str, str] = field(default_factory=dict)
    collected: tuple[Action, ...] = ()
    timeline: Timeline | None = None
    domain: str = "0000"
    stands: Callable[[str, Body], str] | None = None
    learns: Callable[[list[Body]], None] | None = None

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(self.members.split())

    @cached_property
    def vendors(self) -> tuple[str, ...]:
        """The members that the vendor knows."""
        return tuple(name for name in self.names if name not in self.added.split())

    @cached_property
    def entry(self) -> Entry:
        """The canonical kind."""
        return registry.find_sub(self.kind) or registry.get(self.kind)

    @cached_property
    def values(self) -> frozenset[str]:
        """Canonical members that are no references."""
        return frozenset(value.name for value in plan_of(self.entry).values)

    @cached_property
    def included(self) -> dict[str, Entry]:
        """What can be included in canonical items, and the kind it leads to."""
        return {name: target_of(relation) for name, relation in embeddable(self.entry).items()}

    @cached_property
    def embeds(self) -> dict[str, Relation]:
        """The relations that can be embedded."""
        return {one.name: one for one in self.relations if one.include or one.shaped or one.literal or one.coded}

    def source(self, name: str) -> str:
        """The canonical name of a member; ``workplaceId`` is the reference ``workplace``."""
        found = self.sources.get(name) or snake(name)
        if found not in self.values and found.endswith("_id"):
            return found.removesuffix("_id")
        return found

    @cached_property
    def spoken(self) -> dict[str, str]:
        """The vendor's name of each canonical member that is called otherwise than its own in camel case."""
        names = {self.source(name): name for name in (*self.names, *self.given.split()) if name not in self.made}
        return {canonical: name for canonical, name in names.items() if camel(canonical) != name}

    @cached_property
    def fields(self) -> dict[str, Any]:
        """The canonical fields of a body, references too."""
        serializer = self.entry.serializer()
        return {**serializer.fields, **reference_fields(serializer)}

    def place(self, base: str, item: Body) -> str:
        """The absolute URL of one."""
        return self.stands(base, item) if self.stands is not None else f"{base}/{self.path}/{self.ident(item)}"

    def ident(self, item: Body) -> Any:
        """The id of one, or of a reference to it."""
        code = item.get("code") if self.worded else None
        return self.words.get(code, code) if code else hexed(item["uuid"])

    def code_of(self, ident: str) -> str:
        """The way back: the code that a word stands for."""
        spoken = {word.lower(): code for code, word in self.words.items()}
        return spoken.get(ident.lower(), ident)

    def body(self, sent: Any) -> Body:
        """The canonical body for what the vendor's client sent; what nobody knows here is left out."""
        if not isinstance(sent, dict):
            return sent  # type: ignore[no-any-return]  # for the hub to refuse
        sent = sent["properties"] if isinstance(sent.get("properties"), dict) else sent
        found: Body = {}
        for name, value in sent.items():
            if name in self.taken:
                found |= self.taken[name](value)
            elif (name in self.names and name not in self.made and name != "id") or name in self.given.split():
                found[self.source(name)] = value
        return {name: self._taken(self.fields.get(name), value) for name, value in found.items()}

    @staticmethod
    def _taken(target: Any, value: Any) -> Any:
        if isinstance(target, TimestampField):
            return zoned(value)
        if value is None and not isinstance(target, Reference) and getattr(target, "allow_blank", False):
            return value if target.allow_null else ""
        return value

    def told(self, item: Body, names: Iterable[str] = ()) -> Body:
        """The properties of one, or those of ``names``."""
        return {name: self._told(name, item) for name in names or self.names}

    def _told(self, name: str, item: Body) -> Any:
        if name in self.made:
            return self.made[name](item)
        if name == "id":
            return self.ident(item)
        value = item.get(self.source(name))
        return referred(value) if isinstance(value, dict) else plain(value)


_resources: dict[str, Resource] = {}
#: Kinds of which the id is a word.
_worded: set[str] = set()


def declare(*resources: Resource) -> None:
    """Take in the resources of a table."""
    for one in resources:
        _resources[one.name] = one
        if one.worded:
            _worded.add(one.kind)


def named(name: str) -> Resource:
    """The resource that tables call ``name``."""
    return _resources[name]


def all_resources() -> Iterable[Resource]:
    return _resources.values()


def dig(item: Any, path: str) -> Any:
    """What stands in an item at ``production_order.erp_context``; None where a part is missing, itself without any."""
    for part in path.split(".") if path else ():
        item = item.get(part) if isinstance(item, dict) else None
    return item


# -- parts of properties ----------------------------------------------------------------------------------------------


def referred(value: Body | None) -> str | None:
    """The id of what a member refers to."""
    return None if value is None else hexed(value["uuid"])


def reference(path: str) -> Callable[[Body], Any]:
    """A member that is the id of what ``path`` leads to."""
    return lambda item: referred(dig(item, path))


def coded(source: str) -> Callable[[Body], Any]:
    """A member that is the code of a row of master data, which has to be included."""
    return lambda item: None if item.get(source) is None else item[source].get("code") or referred(item[source])


def by_code(path: str, plural: str, parameter: str) -> Callable[[Any, str], Body]:
    """A filter that names a row of master data by its code or by its UUID."""

    def asked(view: Any, text: str) -> Body:
        if parse_key(text) is not None:
            return {parameter: text}
        return {parameter: view.id_of_code(path, plural, text)}

    return asked


def brief(source: str, name: str, members: str) -> Callable[[Body], Any]:
    """A member that is a part of what ``source`` refers to: some members of the resource ``name``."""

    def made(item: Body) -> Body | None:
        found = dig(item, source)
        return None if found is None else named(name).told(found, members.split())

    return made


def several(source: str, name: str, members: str) -> Callable[[Body], Any]:
    """The same of each of what is included as ``source``."""
    return lambda item: [named(name).told(one, members.split()) for one in item.get(source) or ()]


def needed(resource: Resource, names: Iterable[str] = (), *, linked: bool = False) -> list[str]:
    """The canonical relations to include for the members of a resource (``linked``: and for its links) and the
    relations ``names`` embedded in it."""
    found = [*resource.needs, *(resource.linked if linked else ())]
    for name in names:
        relation = resource.embeds[name]
        found += relation.needs
        if relation.include:
            found.append(relation.include)
        if relation.to and relation.shaped is None:
            found += [f"{relation.include}.{need}" for need in named(relation.to).needs]
    return list(dict.fromkeys(found))
