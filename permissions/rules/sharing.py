"""Kinds without rights of their own: what hangs on another resource (a picture) shares the right of that.

Their rows have no grants and stand in no table of rights: the foreign keys that ``Entry.shares`` names lead to the
resource whose level counts, so that a right given or taken there holds here at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import Q, QuerySet

from hub import access, registry
from hub.access import Principal, Reach
from permissions.rules import kinds


class Answers(Protocol):
    """What is asked about the kinds that rights are shared with."""

    def reach(self, principal: Principal, kind: str) -> Reach: ...

    def narrow(self, queryset: QuerySet[Any], principal: Principal, kind: str, level: int = ...) -> QuerySet[Any]: ...

    def levels(self, principal: Principal, kind: str, rows: Sequence[tuple[int, int]]) -> dict[int, int]: ...

    def levels_when_deleted(
        self, principal: Principal, kind: str, rows: Sequence[tuple[int, int]]
    ) -> dict[int, int]: ...


@dataclass(frozen=True, slots=True)
class SharedReach(Reach):
    """How far a caller sees a kind that shares rights."""

    principal: Principal | None = None


def reach(policy: Answers, principal: Principal, kind: str) -> SharedReach:
    """Everywhere only where that holds of everything it can hang on, and nothing of it stands in a catalogue."""
    found = [policy.reach(principal, holder) for holder in kinds.shared(kind).values()]
    alone = not any(one.catalogues for one in found)
    everywhere = min(one.everywhere for one in found) if alone else access.NONE
    return SharedReach(everywhere, (), (), principal)


def condition(policy: Answers, principal: Principal, kind: str, level: int) -> Q:
    """The rows on whose holder ``principal`` holds ``level``."""
    own, others = Q(), Q()
    for name, holder in kinds.shared(kind).items():
        held = policy.reach(principal, holder)
        if held.everywhere >= level:
            own |= Q(**{f"{name}__isnull": False})
        else:
            readable = policy.narrow(registry.get(holder).model.objects.all(), principal, holder, level)
            own |= Q(**{f"{name}__in": readable.values("pk")})
        if level <= access.READ and held.catalogues:
            others |= Q(**{f"{name}__isnull": False, "tenant_id__in": held.catalogues})
    return Q(tenant_id=principal.tenant_id) & own | others if others else Q(tenant_id=principal.tenant_id) & own


def levels(policy: Answers, principal: Principal, kind: str, rows: Sequence[tuple[int, int]]) -> dict[int, int]:
    """The level held on what each row hangs on; a query for the rows, and one for each kind they hang on."""
    holders = _holders(kind, registry.get(kind).model.objects.filter(pk__in=[key for key, _tenant in rows]))
    return _levels(policy.levels, principal, rows, holders)


def levels_when_deleted(
    policy: Answers, principal: Principal, kind: str, rows: Sequence[tuple[int, int]]
) -> dict[int, int]:
    """The level held on what each deleted row hung on in the end, also when that is gone too."""
    past = registry.get(kind).model.history.filter(id__in=[key for key, _tenant in rows], history_type="-")
    holders = _holders(kind, past.order_by("version"))
    now = _levels(policy.levels, principal, rows, holders)
    then = _levels(policy.levels_when_deleted, principal, rows, holders)
    return {key: now[key] or then[key] for key, _tenant in rows}


def _levels(
    ask: Any, principal: Principal, rows: Sequence[tuple[int, int]], holders: dict[int, tuple[str, int]]
) -> dict[int, int]:
    found = {key: access.NONE for key, _tenant in rows}
    for holder in sorted({kind for kind, _key in holders.values()}):
        mine = [(key, tenant) for key, tenant in rows if key in holders and holders[key][0] == holder]
        held = ask(principal, holder, list(dict.fromkeys((holders[key][1], tenant) for key, tenant in mine)))
        found.update({key: held.get(holders[key][1], access.NONE) for key, _tenant in mine})
    return found


def _holders(kind: str, rows: QuerySet[Any]) -> dict[int, tuple[str, int]]:
    """(kind, id) of what each row hangs on."""
    shared = kinds.shared(kind)
    found = {}
    for key, *held in rows.values_list("id", *(f"{name}_id" for name in shared)):
        for holder, holder_id in zip(shared.values(), held, strict=True):
            if holder_id is not None:
                found[key] = (holder, holder_id)
    return found


def origin(kind: str, key: int) -> tuple[str, int]:
    """What a row hangs on."""
    return _holders(kind, registry.get(kind).model.objects.filter(pk=key)).get(key, (kind, key))


def page(
    policy: Answers, principal: Principal, kind: str, *, after: int | None, limit: int, offset: int, descending: bool
) -> tuple[str, list[Any]]:
    """SQL that yields (id, -1) of one page of the readable rows in id order: their levels are asked apart."""
    rows = registry.get(kind).model.objects.filter(condition(policy, principal, kind, access.READ))
    if after is not None:
        rows = rows.filter(**{"pk__lt" if descending else "pk__gt": after})
    rows = rows.order_by("-pk" if descending else "pk").values_list("id")[offset : offset + limit]
    sql, parameters = rows.query.sql_with_params()
    return f'SELECT "p"."id", -1 AS "level" FROM ({sql}) AS "p"', list(parameters)


def total(policy: Answers, principal: Principal, kind: str) -> int:
    """The number of readable rows."""
    rows: Iterable[Any] = registry.get(kind).model.objects.filter(condition(policy, principal, kind, access.READ))
    return int(rows.count())  # type: ignore[attr-defined]
