"""What the hub is told about rights: how far a caller reaches, which rows, at which level, how many.

What all hold on a kind is a plain filter (``tenant_wide``); what is held on single objects drives from the table of
effective rights; rows of public catalogues can be read; grants and requests for them follow the object they are about
(``following``).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from hub import access, store
from hub.access import Need, Principal, Reach
from hub.models import totals
from permissions.models.effective_right import EffectiveRight
from permissions.rules import (
    counting,
    explaining,
    following,
    inheritance,
    kinds,
    origins,
    ownership,
    sharing,
    tenant_wide,
    upkeep,
)
from permissions.rules.subjects import subjects_of

TABLE = EffectiveRight._meta.db_table
_NOTHING = 'SELECT 0 AS "id", 0 AS "level" WHERE 1 = 0'


class Policy:
    """The answers; holds nothing itself."""

    # -- how far ----------------------------------------------------------------------------------------------------

    def reach(self, principal: Principal, kind: str) -> Reach:
        """How far ``principal`` sees the resources of ``kind``; the tenant-wide grants are read once per request."""
        if kinds.shared(kind):
            return sharing.reach(self, principal, kind)
        rows, catalogues = tenant_wide.of_request(principal)
        everywhere = tenant_wide.level(principal, kind, rows)
        shown = catalogues if kinds.group_of(kind) == kinds.MASTER else ()
        shown = tuple(tenant_id for tenant_id in shown if tenant_id != principal.tenant_id)
        subjects = () if everywhere == access.PERMIT else subjects_of(principal)
        if kind in kinds.FOLLOWING:
            whole = (name for name in kinds.names() if tenant_wide.level(principal, name, rows) == access.PERMIT)
            return following.FollowingReach(everywhere, subjects, (), tuple(whole), kind)
        return Reach(everywhere, subjects, shown)

    # -- which rows, at which level ---------------------------------------------------------------------------------

    def narrow(
        self, queryset: QuerySet[Any], principal: Principal, kind: str, level: int = access.READ
    ) -> QuerySet[Any]:
        """Only the rows on which ``principal`` holds ``level`` (own tenant, plus catalogues when reading)."""
        if kinds.shared(kind):
            return queryset.filter(sharing.condition(self, principal, kind, level))
        reach = self.reach(principal, kind)
        own = Q(tenant_id=principal.tenant_id)
        if isinstance(reach, following.FollowingReach) and reach.everywhere < level:
            own &= following.condition(reach, principal.tenant_id, level)
        elif reach.everywhere < level:
            rights = EffectiveRight.objects.filter(
                subject__in=reach.subjects,
                tenant_id=principal.tenant_id,
                kind=kind,
                object_id=OuterRef("pk"),
                level__gte=level,
            )
            own &= Q(Exists(rights))
        if level <= access.READ and reach.catalogues:
            own |= Q(tenant_id__in=reach.catalogues)
        return queryset.filter(own)

    def levels(self, principal: Principal, kind: str, rows: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Effective level per object id, 0 for none, for rows given as (id, tenant id); at most one query."""
        if kinds.shared(kind):
            return sharing.levels(self, principal, kind, rows)
        reach = self.reach(principal, kind)
        own = principal.tenant_id
        found = {}
        for object_id, tenant_id in rows:
            other = access.READ if tenant_id in reach.catalogues else access.NONE
            found[object_id] = reach.everywhere if tenant_id == own else other
        asked = [object_id for object_id, tenant_id in rows if tenant_id == own]
        if not asked or reach.everywhere == access.PERMIT:
            return found
        if isinstance(reach, following.FollowingReach):
            held = following.levels(reach, own, asked)
        else:
            held = _held(reach.subjects, own, kind, asked)
        for object_id, level in held:
            found[object_id] = max(found[object_id], level)
        return found

    def level_column(self, reach: Reach, tenant_id: int, kind: str, key: str) -> tuple[str, list[Any]] | None:
        """The level held by rights of its own on the object whose id is ``key``, as a column of another statement."""
        if isinstance(reach, (following.FollowingReach, sharing.SharedReach)):
            return None
        holders, parameter = store.current().id_list(list(reach.subjects))
        sql = (
            f'COALESCE((SELECT MAX("level") FROM "{TABLE}" WHERE "subject" {holders} AND "tenant_id" = %s '
            f'AND "kind" = %s AND "object_id" = {key}), 0)'
        )
        return sql, [parameter, tenant_id, kind]

    def total_column(self, reach: Reach, tenant_id: int, kind: str) -> tuple[str, list[Any]] | None:
        """The total of a single holder, as a column of another statement; with several one has to count."""
        if reach.everywhere >= access.READ or isinstance(reach, following.FollowingReach) or len(reach.subjects) != 1:
            return None  # one that shares rights has no subjects
        sql, parameters = totals.column([tenant_id], kind, str(reach.subjects[0]))
        if not reach.catalogues:
            return sql, parameters
        others, more = totals.column(reach.catalogues, kind)
        return f"{sql} + {others}", [*parameters, *more]

    def levels_when_deleted(self, principal: Principal, kind: str, rows: Sequence[tuple[int, int]]) -> dict[int, int]:
        """Level per deleted object: what was held on it in its last moment, or what is held on every object now."""
        if kinds.shared(kind):
            return sharing.levels_when_deleted(self, principal, kind, rows)
        reach = self.reach(principal, kind)
        found = {key: reach.everywhere if tenant == principal.tenant_id else access.NONE for key, tenant in rows}
        asked = [key for key, tenant in rows if tenant == principal.tenant_id]
        if asked and isinstance(reach, following.FollowingReach):
            for key, level in following.levels_when_deleted(kind, principal.user_id, asked):
                found[key] = max(found[key], level)
        elif asked and reach.everywhere < access.PERMIT:
            for key, level in _held(reach.subjects, principal.tenant_id, inheritance.deleted(kind), asked):
                found[key] = max(found[key], level)
        return found

    def lacking(
        self, *, principal: Principal, kind: str, object_id: int, tenant_id: int, level: int, needs: Iterable[Need]
    ) -> list[dict[str, Any]]:
        """For a caller who holds ``level``: one row for each thing that keeps it from an action."""
        if kinds.shared(kind):
            kind, object_id = sharing.origin(kind, object_id)
        asked: dict[str, Any] = {"kind": kind, "object_id": object_id, "tenant_id": tenant_id, "level": level}
        return explaining.lacking(principal=principal, **asked, needs=needs)

    # -- pages and totals -------------------------------------------------------------------------------------------

    def page_source(
        self, reach: Reach, tenant_id: int, kind: str, *, after: int | None, limit: int, offset: int, descending: bool
    ) -> tuple[str, list[Any]] | None:
        """SQL that yields (id, level) of one page in id order, or None when the kind is held everywhere.

        Each holder gives an ordered piece of the index, long enough for the page; the pieces are merged.
        """
        if reach.everywhere >= access.READ:
            return None
        if isinstance(reach, sharing.SharedReach) and reach.principal is not None:
            asked: dict[str, Any] = {"after": after, "limit": limit, "offset": offset, "descending": descending}
            return sharing.page(self, reach.principal, kind, **asked)
        direction, compare = ("DESC", "<") if descending else ("ASC", ">")
        if isinstance(reach, following.FollowingReach):
            pieces = [following.source(reach, tenant_id)]
        else:
            pieces = [_rights_of(subject, tenant_id, kind) for subject in self._with_rows(reach, tenant_id, kind)]
            pieces += _catalogue_rows(reach, kind)
        if not pieces:
            return _NOTHING, []
        window = f"LIMIT {int(limit)} OFFSET {int(offset)}" if offset else f"LIMIT {int(limit)}"
        parts, parameters = [], []
        for piece, key, values in pieces:
            beyond = f" AND {key} {compare} %s" if after is not None else ""
            parts.append(f"{piece}{beyond} ORDER BY {key} {direction} LIMIT {int(limit) + int(offset)}")
            parameters += values if after is None else [*values, after]
        if len(parts) == 1:
            return parts[0].rpartition(" LIMIT ")[0] + " " + window, parameters
        union = " UNION ALL ".join(f'SELECT * FROM ({part}) AS "p{place}"' for place, part in enumerate(parts))
        merged = f'SELECT "id", MAX("level") AS "level" FROM ({union}) AS "u" GROUP BY "id"'
        return f'{merged} ORDER BY "id" {direction} {window}', parameters

    @staticmethod
    def _with_rows(reach: Reach, tenant_id: int, kind: str) -> Sequence[int]:
        """Of many holders only those that have rows, so that the statement stays small."""
        if len(reach.subjects) <= counting.FEW:
            return reach.subjects
        return counting.holders(reach.subjects, tenant_id, kind)

    def total(self, reach: Reach, tenant_id: int, kind: str) -> int | None:
        """The number of visible objects where the rights table drives, else None."""
        if reach.everywhere >= access.READ:
            return None
        if isinstance(reach, following.FollowingReach):
            return following.total(reach, tenant_id)
        if isinstance(reach, sharing.SharedReach) and reach.principal is not None:
            return sharing.total(self, reach.principal, kind)
        return counting.count(reach.subjects, tenant_id, kind) + counting.catalogued(reach.catalogues, kind)

    # -- keeping ----------------------------------------------------------------------------------------------------

    def origins(self, kind: str, object_id: int) -> dict[str, set[int]]:
        """The objects whose grants hold for this one, by kind; itself among them."""
        return origins.origins(kind, object_id)

    def created(self, principal: Principal, instances: Iterable[Model]) -> None:
        """The creator becomes owner of ``instances`` (all of one kind), and rights flow in from their neighbours."""
        ownership.owner_record(principal=principal, instances=list(instances))

    def related(self, instances: Sequence[Model]) -> None:
        """Rows along which rights flow were written as a set (all of one kind)."""
        if instances:
            upkeep.relations_changed(type(instances[0]), instances)

    def removed(self, instances: Iterable[Model]) -> None:
        """Grants and rows of deleted objects go."""
        ownership.objects_forget(instances=list(instances))


def _held(subjects: Sequence[int], tenant_id: int, kind: str, ids: Sequence[int]) -> list[tuple[int, int]]:
    """(object id, highest level) of what these holders hold among ``ids``."""
    database = store.current()
    holders, first = database.id_list(list(subjects))
    which, second = database.id_list(list(ids))
    sql = (
        f'SELECT "object_id", MAX("level") FROM "{TABLE}" WHERE "subject" {holders} AND "tenant_id" = %s '
        f'AND "kind" = %s AND "object_id" {which} GROUP BY "object_id"'
    )
    return [(row[0], row[1]) for row in database.fetch(sql, [first, tenant_id, kind, second])]


def _rights_of(subject: int, tenant_id: int, kind: str) -> tuple[str, str, list[Any]]:
    """What one holder holds: SQL, its key column and parameters."""
    sql = (
        f'SELECT "object_id" AS "id", "level" FROM "{TABLE}" WHERE "subject" = %s AND "tenant_id" = %s AND "kind" = %s'
    )
    return sql, '"object_id"', [subject, tenant_id, kind]


def _catalogue_rows(reach: Reach, kind: str) -> list[tuple[str, str, list[Any]]]:
    """The rows of public catalogues, which can be read."""
    table = kinds.table_of(kind)
    sql = f'SELECT "id", {access.READ} AS "level" FROM "{table}" WHERE "tenant_id" = %s'
    return [(sql, '"id"', [tenant_id]) for tenant_id in reach.catalogues] if table else []
