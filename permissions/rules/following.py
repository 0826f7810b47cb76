"""Rights on grants, and on requests for them: both follow the object they are about and have no rights of their own.

A grant can be read by its holder and by who may grant on its object; only the latter may take it back. A request can be
taken back by who made it; it is answered by who may grant on its object."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from hub import access, store
from hub.access import Reach
from permissions.models.effective_right import EffectiveRight
from permissions.models.grant import Grant
from permissions.models.permission_request import PermissionRequest

TABLE = EffectiveRight._meta.db_table


class Followed(NamedTuple):
    """A kind that follows objects: its table, its holder as a number, and the levels that the holder and those who may
    grant on the object have."""

    table: str
    holder: str
    own: int
    granting: int


FOLLOWED = {
    "permission": Followed(
        Grant._meta.db_table, 'COALESCE("g"."user_id", -"g"."group_id")', access.READ, access.DELETE
    ),
    "permission_request": Followed(PermissionRequest._meta.db_table, '"g"."user_id"', access.DELETE, access.PERMIT),
}


@dataclass(frozen=True, slots=True)
class FollowingReach(Reach):
    """How far a caller sees grants or requests: ``whole`` are the kinds on whose every object he may grant."""

    whole: tuple[str, ...] = ()
    kind: str = "permission"

    @property
    def followed(self) -> Followed:
        return FOLLOWED[self.kind]


def condition(reach: FollowingReach, tenant_id: int, level: int) -> Q:
    """Those on which the caller holds ``level``, for a queryset of the kind."""
    rights = EffectiveRight.objects.filter(
        subject__in=reach.subjects,
        tenant_id=tenant_id,
        kind=OuterRef("object_kind"),
        object_id=OuterRef("object_id"),
        level=access.PERMIT,
    )
    found = Q(object_kind__in=reach.whole) | Q(Exists(rights))
    if level <= reach.followed.own:
        found |= Q(user_id__in=[subject for subject in reach.subjects if subject > 0])
        if reach.kind == "permission":
            found |= Q(group_id__in=[-subject for subject in reach.subjects if subject < 0])
    return found


def source(reach: FollowingReach, tenant_id: int) -> tuple[str, str, list[Any]]:
    """SQL that yields (id, level) of the visible ones, its key column and parameters."""
    whole, permitted, mine = _tests(reach)
    may_grant = f"({whole[0]} OR {permitted[0]})"
    kind = reach.followed
    sql = (
        f'SELECT "g"."id" AS "id", CASE WHEN {may_grant} THEN {kind.granting} ELSE {kind.own} END AS "level" '
        f'FROM "{kind.table}" AS "g" WHERE "g"."tenant_id" = %s AND ({may_grant} OR {mine[0]})'
    )
    return sql, '"g"."id"', [*whole[1], *permitted[1], tenant_id, *whole[1], *permitted[1], *mine[1]]


def levels(reach: FollowingReach, tenant_id: int, ids: Sequence[int]) -> list[tuple[int, int]]:
    """(id, level) of the visible ones among these."""
    sql, key, parameters = source(reach, tenant_id)
    which, parameter = store.current().id_list(list(ids))
    return [(row[0], row[1]) for row in store.current().fetch(f"{sql} AND {key} {which}", [*parameters, parameter])]


def total(reach: FollowingReach, tenant_id: int) -> int:
    """The number of visible ones."""
    sql, _key, parameters = source(reach, tenant_id)
    return int(store.current().fetch(f'SELECT COUNT(*) FROM ({sql}) AS "v"', parameters)[0][0])


def _tests(reach: FollowingReach) -> tuple[tuple[str, list[Any]], ...]:
    """Three conditions: the kind of its object is granted throughout, its object is, it is the caller's own."""
    kinds = ", ".join(["%s"] * len(reach.whole)) or "NULL"
    subjects = ", ".join(["%s"] * len(reach.subjects)) or "NULL"
    permitted = (
        f'EXISTS (SELECT 1 FROM "{TABLE}" AS "e" WHERE "e"."subject" IN ({subjects}) AND '
        '"e"."tenant_id" = "g"."tenant_id" AND "e"."kind" = "g"."object_kind" '
        f'AND "e"."object_id" = "g"."object_id" AND "e"."level" = {access.PERMIT})'
    )
    mine = f"{reach.followed.holder} IN ({subjects})"
    return (
        (f'"g"."object_kind" IN ({kinds})', list(reach.whole)),
        (permitted, list(reach.subjects)),
        (mine, list(reach.subjects)),
    )


def levels_when_deleted(kind: str, user_id: int, ids: Sequence[int]) -> list[tuple[int, int]]:
    """What a user held on requests now deleted: his own ones. Grants that are gone are left to admins."""
    if kind != "permission_request":
        return []
    past = PermissionRequest.history.filter(id__in=list(ids), history_type="-", user_id=user_id)
    return [(key, FOLLOWED[kind].own) for key in past.values_list("id", flat=True)]
