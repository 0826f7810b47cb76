"""Rights on grants themselves: a grant can be read by its holder and by who may grant on its object; only the latter
may take it back. Grants have no rights of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q

from hub import access, store
from hub.access import Reach
from permissions.models.effective_right import EffectiveRight
from permissions.models.grant import Grant

TABLE = EffectiveRight._meta.db_table
GRANTS = Grant._meta.db_table


@dataclass(frozen=True, slots=True)
class FollowingReach(Reach):
    """How far a caller sees grants: ``whole`` are the kinds on whose every object he may grant."""

    whole: tuple[str, ...] = ()


def condition(reach: FollowingReach, tenant_id: int, level: int) -> Q:
    """Grants on which the caller holds ``level`` (read or delete), for a queryset of grants."""
    rights = EffectiveRight.objects.filter(
        subject__in=reach.subjects,
        tenant_id=tenant_id,
        kind=OuterRef("object_kind"),
        object_id=OuterRef("object_id"),
        level=access.PERMIT,
    )
    found = Q(object_kind__in=reach.whole) | Q(Exists(rights))
    if level <= access.READ:
        found |= Q(user_id__in=[subject for subject in reach.subjects if subject > 0])
        found |= Q(group_id__in=[-subject for subject in reach.subjects if subject < 0])
    return found


def source(reach: FollowingReach, tenant_id: int) -> tuple[str, str, list[Any]]:
    """SQL that yields (id, level) of the visible grants, its key column and parameters."""
    whole, permitted, mine = _tests(reach)
    may_take_back = f"({whole[0]} OR {permitted[0]})"
    sql = (
        f'SELECT "g"."id" AS "id", CASE WHEN {may_take_back} THEN {access.DELETE} ELSE {access.READ} END AS "level" '
        f'FROM "{GRANTS}" AS "g" WHERE "g"."tenant_id" = %s AND ({may_take_back} OR {mine[0]})'
    )
    return sql, '"g"."id"', [*whole[1], *permitted[1], tenant_id, *whole[1], *permitted[1], *mine[1]]


def levels(reach: FollowingReach, tenant_id: int, ids: Sequence[int]) -> list[tuple[int, int]]:
    """(id, level) of the visible ones among these grants."""
    sql, key, parameters = source(reach, tenant_id)
    which, parameter = store.current().id_list(list(ids))
    return [(row[0], row[1]) for row in store.current().fetch(f"{sql} AND {key} {which}", [*parameters, parameter])]


def total(reach: FollowingReach, tenant_id: int) -> int:
    """The number of visible grants."""
    sql, _key, parameters = source(reach, tenant_id)
    return int(store.current().fetch(f'SELECT COUNT(*) FROM ({sql}) AS "v"', parameters)[0][0])


def _tests(reach: FollowingReach) -> tuple[tuple[str, list[Any]], ...]:
    """Three conditions on a grant: its kind is granted throughout, its object is, it is the caller's own."""
    kinds = ", ".join(["%s"] * len(reach.whole)) or "NULL"
    subjects = ", ".join(["%s"] * len(reach.subjects)) or "NULL"
    permitted = (
        f'EXISTS (SELECT 1 FROM "{TABLE}" AS "e" WHERE "e"."subject" IN ({subjects}) AND '
        '"e"."tenant_id" = "g"."tenant_id" AND "e"."kind" = "g"."object_kind" '
        f'AND "e"."object_id" = "g"."object_id" AND "e"."level" = {access.PERMIT})'
    )
    mine = f'COALESCE("g"."user_id", -"g"."group_id") IN ({subjects})'
    return (
        (f'"g"."object_kind" IN ({kinds})', list(reach.whole)),
        (permitted, list(reach.subjects)),
        (mine, list(reach.subjects)),
    )
