"""What resources there are: one entry per resource, written beside its view set.

Names, links, embeds, filters, history, admin and OpenAPI are read from here. Nothing here knows what a resource means.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http.request import split_domain_port, validate_host

from hub import access

API_ROOT = "/api/v1/"
GROUPS = ("master", "plant", "production", "shopfloor", "identity", "platform")
ALL_ACTIONS = frozenset({"create", "update", "delete", "permissions", "history", "search", "bulk"})
RESERVED_CHILDREN = frozenset({"history", "permissions", "search", "update"})


def camel(name: str) -> str:
    """``tool_assembly_orders`` -> ``toolAssemblyOrders``."""
    head, *tail = name.split("_")
    return head + "".join(part.capitalize() for part in tail)


@dataclass(frozen=True, kw_only=True)
class Nested:
    """A collection under one resource: the rows of ``target`` that refer to it, or that a link table joins to it.

    ``via`` is the foreign key on the target (``product``) or, with ``through``, the names of the link model's two keys
    as ``(own, other)``. Linking takes ``own_level`` on this side and ``child_level`` on the other: ``update`` on what
    hands its rights down, ``permit`` on what receives them. With ``makes`` a POST makes new rows of the target
    here; with ``remembered`` ``/history`` beneath it tells which links came and went.
    """

    name: str
    target: str
    via: str = ""
    through: Callable[[], Any] | None = None
    keys: tuple[str, str] = ("", "")
    own_level: int = access.UPDATE
    child_level: int = access.PERMIT
    role: str = access.OPERATOR
    makes: bool = False
    remembered: bool = False

    @property
    def linkable(self) -> bool:
        return self.through is not None


@dataclass(frozen=True, kw_only=True)
class Files:
    """That a resource holds a file, as ``hub.files`` keeps it: the ``part`` of a form that brings it, and the types it
    may have (any where none is named)."""

    part: str = "file"
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What may happen to a resource: functions that get the instance and change or refuse it.

    ``create(instance)`` and ``change(instance, changed)`` run before the row is written, ``delete(instance)`` before it
    goes, ``written(instance, event)`` after, in the same transaction. Each may raise a problem.

    Kinds with secrets or members outside their table replace the plain way: ``make(values)`` writes a new instance and
    returns it with what is shown once; ``take(instance, values)`` takes such members out of ``values``, writes them,
    and returns whether anything changed.
    """

    create: Callable[[Any], None] | None = None
    change: Callable[[Any, set[str]], None] | None = None
    delete: Callable[[Any], None] | None = None
    written: Callable[[Any, str], None] | None = None
    make: Callable[[dict[str, Any]], tuple[Any, dict[str, Any]]] | None = None
    take: Callable[[Any, dict[str, Any]], bool] | None = None


@dataclass(frozen=True, kw_only=True)
class StateMachine:
    """States that change only by transition.

    ``table(tenant_id)`` gives every state with the (code, title) pairs it can become in that tenant; ``enter`` is the
    rule that runs on entering one, with what the body says, read by the serializer ``body`` (without one a body says
    nothing); ``takes(code, tenant_id)`` names the members without which it refuses, for forms; ``aliases`` are other
    names of states in a path; ``level`` is the object right that a transition takes.
    """

    field: str
    table: Callable[[int], dict[str, list[tuple[str, str]]]]
    relation: str = ""
    enter: Callable[[Any, str, dict[str, Any]], None] | None = None
    body: Any = None
    takes: Callable[[str, int], set[str]] | None = None
    aliases: dict[str, str] = dataclasses.field(default_factory=dict)
    level: int = access.UPDATE

    def targets(self, state: str, tenant_id: int) -> list[tuple[str, str]]:
        """The legal (code, title) pairs from ``state``."""
        return self.table(tenant_id).get(state, [])


@dataclass(kw_only=True, eq=False)
class Entry:
    """One kind of resource: where it stands, how it is named, who may do what with the kind at all.

    ``group`` decides the tenant-wide grants it starts with; ``reader`` and ``writer`` are the least roles; ``indexed``
    names the orders with constant cost by cursor. ``decorate(principal, rows, items)`` adds members that stand in other
    tables, with one query for the whole page; ``added`` describes them, by serializer fields. ``further`` are links (of
    ``hub.hal.links``) to what apps above keep about it. ``shares`` names the foreign keys to what the resource hangs on
    and whose right it shares: it has none of its own, and who may change that may add and remove it. ``files`` says
    that it holds a file. ``known_by`` are the members that together name one to people who cannot see it.
    """

    model: Any
    path: str
    group: str = "master"
    plural: str = ""
    title: tuple[str, ...] = ("name",)
    translatable: tuple[str, ...] = ()
    nested: tuple[Nested, ...] = ()
    rules: Rules = Rules()
    states: StateMachine | None = None
    actions: frozenset[str] = ALL_ACTIONS
    reader: str = access.OPERATOR
    writer: str = access.ENGINEER
    indexed: tuple[str, ...] = ()
    unique_in_catalogue: tuple[str, ...] = ()
    decorate: Callable[[access.Principal, list[Any], list[dict[str, Any]]], None] | None = None
    added: dict[str, Any] = field(default_factory=dict)
    further: list[Any] = field(default_factory=list)
    shares: tuple[str, ...] = ()
    files: Files | None = None
    known_by: tuple[str, ...] = ()
    viewset: Any = field(default=None, repr=False)

    def __post_init__(self) -> None:
        self.plural = self.plural or f"{self.name}s"

    @cached_property
    def name(self) -> str:
        """The resource's name in the singular, snake case: ``asset_status``."""
        return str(self.model.kind())

    @cached_property
    def relation(self) -> str:
        """The entry point's relation: camel case, for master data the name itself."""
        return self.plural if self.group == "master" else camel(self.plural)

    @cached_property
    def href(self) -> str:
        """The absolute path of the collection."""
        return API_ROOT + self.path

    @property
    def serializer(self) -> Any:
        return self.viewset.serializer_class

    @property
    def filterset(self) -> Any:
        return self.viewset.filterset_class

    @property
    def suffix(self) -> str:
        """What stands in a path behind the id."""
        return ""

    @property
    def removal(self) -> int:
        """The right that removing it takes."""
        return access.UPDATE if self.shares else access.DELETE

    @property
    def right_kind(self) -> str:
        """The kind by whose rights it is read and changed."""
        return self.name

    def of(self, key: Any) -> str:
        """The absolute path of one resource."""
        return f"{self.href}/{key}{self.suffix}"


@dataclass(kw_only=True, eq=False)
class Sub(Entry):
    """One thing that hangs on a resource of the kind ``owner`` and shares its right: ``…/{id}/forecastResult``.

    Its row has the id of what it hangs on, to which the foreign key ``key`` leads; ``path`` is the last segment only.
    It comes into being by PUT or PATCH and has versions of its own. With ``always`` there is one before anything was
    written: empty. ``settle(instance, values, partial)`` gives the values as they are written, where members are more
    than replaced. The action ``bulk`` makes ``POST {collection}/{plural}/update``, or ``POST {bulk_path}/update``; the
    action ``list`` makes ``GET`` there, the collection of all of them, with what ``figures(queryset, asked)`` tells of
    those that were asked for by the filters ``asked``, as ``figured`` describes it.
    """

    owner: str
    key: str
    always: bool = False
    settle: Callable[[Any, dict[str, Any], bool], dict[str, Any]] | None = None
    bulk_path: str = ""
    actions: frozenset[str] = frozenset({"update", "delete", "history"})
    figures: Callable[[Any, dict[str, list[Any]]], dict[str, Any]] | None = None
    figured: dict[str, Any] = field(default_factory=dict)

    @property
    def holder(self) -> Entry:
        """The entry of what it hangs on."""
        return _entries[self.owner]

    @cached_property
    def relation(self) -> str:
        return self.path

    @cached_property
    def href(self) -> str:
        """The absolute path of the collection whose resources have one."""
        return self.holder.href

    @property
    def removal(self) -> int:
        return access.UPDATE

    @property
    def bulk_route(self) -> str:
        """Where many are written at once, below the root of the API."""
        return f"{self.list_route}/update"

    @property
    def list_route(self) -> str:
        """Where all of them stand, below the root of the API."""
        return self.bulk_path or f"{self.holder.path}/{camel(self.plural)}"

    @property
    def suffix(self) -> str:
        return f"/{self.path}"

    @property
    def right_kind(self) -> str:
        return self.owner


@dataclass(frozen=True, kw_only=True)
class Report:
    """Figures that are computed when asked for; the entry point links them by ``relation``."""

    relation: str
    path: str
    parameters: tuple[str, ...]
    meaning: str

    @property
    def href(self) -> str:
        """The path as a template with everything that can be asked."""
        return f"{API_ROOT}{self.path}{{?{','.join(self.parameters)}}}"


_reports: dict[str, Report] = {}
_entries: dict[str, Entry] = {}
_subs: dict[str, Sub] = {}


def register(viewset: Any) -> Entry:
    """Take in the entry of ``viewset``; two of one name or path are refused."""
    entry: Entry = viewset.entry
    entry.viewset = viewset
    known = _entries.get(entry.name)
    if known is not None and known.viewset is not viewset:
        raise ImproperlyConfigured(f"Two resources are called {entry.name}.")
    if any(other.path == entry.path and other is not entry for other in _entries.values()):
        raise ImproperlyConfigured(f"Two resources stand at {entry.path}.")
    if entry.group not in GROUPS:
        raise ImproperlyConfigured(f"{entry.name}: there is no group {entry.group}.")
    for child in entry.nested:
        if child.name in RESERVED_CHILDREN or not re.fullmatch(r"[A-Za-z_]+(/[A-Za-z_]+)*", child.name):
            raise ImproperlyConfigured(f"{entry.name}: a nested collection cannot be called {child.name}.")
    _entries[entry.name] = entry
    return entry


def register_sub(viewset: Any) -> Sub:
    """Take in the sub-resource of ``viewset``; its owner must be known already and have nothing of that name."""
    entry: Sub = viewset.entry
    entry.viewset = viewset
    holder = _entries.get(entry.owner)
    if holder is None:
        raise ImproperlyConfigured(f"{entry.name} hangs on {entry.owner}, which is no resource yet.")
    if entry.name in _entries or _subs.get(entry.name, entry) is not entry:
        raise ImproperlyConfigured(f"Two resources are called {entry.name}.")
    taken = {child.name for child in holder.nested} | {other.path for other in subs(holder) if other.name != entry.name}
    if entry.path in taken | RESERVED_CHILDREN:
        raise ImproperlyConfigured(f"{holder.name}: two things are called {entry.path}.")
    entry.reader, entry.writer, entry.group = holder.reader, holder.writer, holder.group
    _subs[entry.name] = entry
    return entry


def add_links(kind: str, *links: Any) -> None:
    """Links that an app above puts on the resources of an app below."""
    entry = _entries[kind]
    entry.further += [link for link in links if link not in entry.further]


def add_filters(kind: str, **filters: Any) -> None:
    """Filters that an app above gives to the resources of an app below."""
    entry = _entries[kind]
    for name, one in filters.items():
        one.model = entry.model
        entry.filterset.base_filters[name] = one


def register_report(report: Report) -> None:
    """Let the entry point link ``report``."""
    _reports[report.relation] = report


def reports() -> list[Report]:
    """All reports, in the order of registration."""
    return list(_reports.values())


def all_subs() -> list[Sub]:
    """All sub-resources, in the order of registration."""
    return list(_subs.values())


def subs(entry: Entry) -> list[Sub]:
    """What hangs on the resources of ``entry``."""
    return [sub for sub in _subs.values() if sub.owner == entry.name]


def find_sub(name: str) -> Sub | None:
    """The sub-resource called ``name``, if there is one."""
    return _subs.get(name)


def entries() -> Iterator[Entry]:
    """All entries, in the order of registration."""
    return iter(_entries.values())


def get(name: str) -> Entry:
    """The entry called ``name`` (KeyError when there is none)."""
    return _entries[name]


def find(name: str) -> Entry | None:
    return _entries.get(name)


def of_model(model: Any) -> Entry | None:
    """The entry of a model class, if it is a registered resource."""
    kind = getattr(model, "kind", None)
    entry = _entries.get(kind()) if kind else None
    return entry if entry is not None and entry.model is model else None


def at_path(path: str) -> tuple[Entry, str] | None:
    """The entry and the key that ``/api/v1/assets/42`` (or a full URL of a host that is served here) names."""
    full = re.match(r"https?://([^/]*)", path)
    if full is not None:
        if not validate_host(split_domain_port(full[1])[0], settings.ALLOWED_HOSTS):
            return None
        path = path[full.end() :]
    if not path.startswith(API_ROOT):
        return None
    place, _, key = path[len(API_ROOT) :].rstrip("/").rpartition("/")
    for entry in _entries.values():
        if entry.path == place:
            return entry, key
    return None
