"""The questions the hub asks about rights; the app named by ``HUB_ACCESS`` answers them.

Rights are levels: read < update < delete < permit. What a caller may do is the smallest of what tenant, scope,
role and object right allow (contract, section 7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Model, QuerySet
from django.utils.module_loading import import_string

NONE, READ, UPDATE, DELETE, PERMIT = range(5)
LEVELS = {"read": READ, "update": UPDATE, "delete": DELETE, "permit": PERMIT}
NAMES = {level: name for name, level in LEVELS.items()}
OPERATOR, ENGINEER, ADMIN = "operator", "engineer", "admin"
ROLES = (OPERATOR, ENGINEER, ADMIN)


@dataclass(frozen=True, slots=True)
class Principal:
    """The one caller behind every door: a user acting in a tenant, with the credential it came with."""

    tenant_id: int
    tenant_name: str
    user_id: int
    user_name: str
    role: str
    scopes: frozenset[str]
    credential: str
    group_ids: tuple[int, ...] = ()
    client_id: int | None = None
    client_name: str | None = None
    api_key_id: int | None = None
    api_key_name: str | None = None
    tenant_uuid: Any = None

    is_authenticated = True
    is_anonymous = False
    is_active = True

    @property
    def pk(self) -> int:
        return self.user_id

    @property
    def id(self) -> int:
        return self.user_id

    def get_username(self) -> str:
        return self.user_name

    def __str__(self) -> str:
        return self.user_name

    @property
    def may_write(self) -> bool:
        """Scope and role allow changes at all (object rights apart)."""
        return "write" in self.scopes and self.role != OPERATOR


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a caller sees a kind: ``everywhere`` is the level held on every row of the own tenant (0 for none);
    ``subjects`` are the holders (user id, or minus group id) whose rows in the rights
    table add to it; ``catalogues`` are other tenants whose rows may be read (public catalogues)."""

    everywhere: int
    subjects: tuple[int, ...]
    catalogues: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """Rights on a ``source`` hold, up to ``ceiling``, for the ``target`` objects that the rows of the model ``via``
    ("assets.Node") join to it by their columns ``source_key`` and ``target_key``. Flows must not form a circle of
    objects: whoever writes the relation refuses one."""

    source: str
    target: str
    via: str
    source_key: str
    target_key: str
    ceiling: int = PERMIT


#: The one table of flows; apps fill it with ``declare_flows`` when they are ready, the provider walks it.
FLOWS: list[Flow] = []
#: Told of each flow as it is declared.
FLOW_LISTENERS: list[Callable[[Flow], None]] = []


def declare_flows(*flows: Flow) -> None:
    """Add to the table along which relations rights flow; repeating a flow changes nothing."""
    for flow in flows:
        if flow not in FLOWS:
            FLOWS.append(flow)
            for listener in FLOW_LISTENERS:
                listener(flow)


def moves_rights(model: type[Model], names: Iterable[str]) -> bool:
    """Whether rights flow along one of these fields (or columns) of ``model``, so that a change of it moves them."""
    keys = {key for flow in FLOWS if flow.via == model._meta.label for key in (flow.source_key, flow.target_key)}
    return any(name in keys or f"{name}_id" in keys for name in names)


@dataclass(frozen=True, slots=True)
class Need:
    """What an action takes: object right, least role, scope."""

    relation: str
    right: int = READ
    role: str = OPERATOR
    scope: str = "read"


class Provider(Protocol):
    """What the permissions app answers."""

    def reach(self, principal: Principal, kind: str) -> Reach:
        """How far ``principal`` sees the resources of ``kind``; one query at most, cached for the request."""

    def narrow(self, queryset: QuerySet[Any], principal: Principal, kind: str, level: int = READ) -> QuerySet[Any]:
        """Only the rows on which ``principal`` holds ``level`` (own tenant, plus catalogues when reading)."""

    def levels(self, principal: Principal, kind: str, rows: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Effective level per object id, for rows given as (id, tenant id); one query, object rights only
        (scope and role are not applied here)."""

    def level_column(self, reach: Reach, tenant_id: int, kind: str, key: str) -> tuple[str, list[Any]] | None:
        """SQL of one column with its parameters: the level that the rights of the holders give on the object whose id
        is ``key`` (0 for none); None where that is no matter of single rows."""

    def total_column(self, reach: Reach, tenant_id: int, kind: str) -> tuple[str, list[Any]] | None:
        """What ``total`` gives, as SQL of one column with its parameters; None where it takes more than that."""

    def levels_when_deleted(self, principal: Principal, kind: str, rows: Sequence[tuple[int, int]]) -> dict[int, int]:
        """The levels that ``principal`` held on objects now deleted, at the moment of their deletion."""

    def page_source(
        self, reach: Reach, tenant_id: int, kind: str, *, after: int | None, limit: int, offset: int, descending: bool
    ) -> tuple[str, list[Any]] | None:
        """SQL that yields (id, level) of one page in id order straight from the rights table, or None when the rights
        table does not drive (the caller holds the kind everywhere)."""

    def total(self, reach: Reach, tenant_id: int, kind: str) -> int | None:
        """Number of visible objects without a scan where the rights table drives, else None."""

    def lacking(
        self, *, principal: Principal, kind: str, object_id: int, tenant_id: int, level: int, needs: Iterable[Need]
    ) -> list[dict[str, Any]]:
        """For a caller who holds ``level``: one row for each thing that keeps it from an action."""

    def origins(self, kind: str, object_id: int) -> dict[str, set[int]]:
        """The objects whose grants hold for this one, by kind; itself among them."""

    def created(self, principal: Principal, instances: Iterable[Model]) -> None:
        """The creator becomes owner of ``instances`` (all of one kind)."""

    def related(self, instances: Sequence[Any]) -> None:
        """Rows along which rights flow were written as a set (all of one kind)."""

    def removed(self, instances: Iterable[Model]) -> None:
        """Grants and rows of deleted objects go."""


@lru_cache(maxsize=1)
def provider() -> Provider:
    """The object that answers, made once."""
    return import_string(settings.HUB_ACCESS)()


def rank(role: str) -> int:
    """Roles in order: operator 0, engineer 1, admin 2."""
    return ROLES.index(role)


def may_change(principal: Principal, entry: Any) -> bool:
    """Scope and role let ``principal`` change resources of this kind at all (object rights apart)."""
    return "write" in principal.scopes and rank(principal.role) >= rank(entry.writer)


def may_use(principal: Principal, entry: Any) -> bool:
    """Role lets ``principal`` see the kind at all."""
    return rank(principal.role) >= rank(entry.reader)


def ceiling(principal: Principal) -> int:
    """The highest level that scope and role leave to ``principal``, whatever it holds on an object."""
    if principal.may_write:
        return PERMIT
    return READ if "read" in principal.scopes else NONE
