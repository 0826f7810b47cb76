"""Keeps the table of effective rights: from direct grants, and along the flows that the apps declare.

There is one table of flows (``hub.access.FLOWS``); this module only walks it. A right of an object is the highest of
its own grants and of what flows in from its neighbours, one step at a time; what changed is carried on, step by step.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple
from zlib import crc32

from django.apps import apps
from django.db import connection, transaction

from hub import access, store
from hub.models import totals
from permissions.models.effective_right import EffectiveRight
from permissions.models.grant import Grant

TABLE = EffectiveRight._meta.db_table
GRANTS = Grant._meta.db_table
#: Locks per kind: enough that changes of unrelated objects seldom wait, few enough to take all of them.
BUCKETS = 64
#: So many objects are computed at once.
AT_ONCE = 20_000
#: Longer chains than this are a circle, which no rule lets in.
LONGEST_CHAIN = 1000

_settled: ContextVar[bool] = ContextVar("rights_settled", default=False)


def rebuild(tenant_id: int, kind: str, ids: Collection[int], *, fresh: bool = False) -> int:
    """Compute the rights on these objects anew, and on all that rights flow to from them.

    To be called in the transaction that changed grants or a relation, after the change. ``fresh`` says that the objects
    were made in this transaction, so that nobody else can change what is granted on them. Returns how many of the
    objects have other rights than before.
    """
    if not ids or _settled.get():
        return 0
    with transaction.atomic(savepoint=False):
        _lock(tenant_id, kind, ids, fresh)
        changed = _recompute(kind, sorted(ids))
        _carry_on(kind, changed)
    return len(changed)


def clear(tenant_id: int, kind: str, ids: Collection[int]) -> None:
    """Take away all rights on objects that are about to be deleted, and what flowed on from them.

    The rows are set aside under another kind: what happened to a deleted object can be read by those who could read it
    at that moment.
    """
    if not ids:
        return
    with transaction.atomic(savepoint=False):
        _lock(tenant_id, kind, ids, False)
        which, parameter = store.current().id_list(sorted(ids))
        fetch = store.current().fetch
        fetch(_FORGET.format(which=which), [deleted(kind), parameter])
        rows = [Row(*row) for row in fetch(_SET_ASIDE.format(which=which), [deleted(kind), kind, parameter])]
        _count(kind, rows, -1)
        _carry_on(kind, {row.object_id for row in rows})


def forget_holder(subject: int) -> None:
    """Take away all rows of a user or group that is deleted with its grants: what it inherited came from those."""
    by_kind: dict[str, list[Row]] = {}
    for kind, *row in store.current().fetch(_FORGET_HOLDER, [subject]):
        by_kind.setdefault(kind, []).append(Row(*row))
    for kind, rows in by_kind.items():
        if not kind.startswith(deleted("")):
            _count(kind, rows, -1)


@contextmanager
def settled() -> Iterator[None]:
    """Within the block grants change without rights being computed: the caller has seen to them already."""
    token = _settled.set(True)
    try:
        yield
    finally:
        _settled.reset(token)


def deleted(kind: str) -> str:
    """The kind under which rights on deleted objects of ``kind`` are kept."""
    return f"~{kind}"


def _carry_on(kind: str, changed: set[int]) -> None:
    """Bring neighbours in line with objects whose rights have changed, and their neighbours, until nothing changes."""
    pending = _reached(kind, changed)
    for _step in range(LONGEST_CHAIN):
        if not pending:
            return
        kind = next(iter(pending))
        changed = _recompute(kind, sorted(pending.pop(kind)))
        for target, ids in _reached(kind, changed).items():
            pending.setdefault(target, set()).update(ids)
    raise RuntimeError("The flows of rights form a circle.")


class _Made:
    """The objects made in the running transaction; stands among what is to run when it commits, and goes with it."""

    def __init__(self, kind: str, ids: Collection[int]) -> None:
        self.kind, self.ids = kind, frozenset(ids)

    def __call__(self) -> None:
        """Nothing to do then."""


def _fresh(kind: str, ids: Collection[int]) -> bool:
    """All these objects were made in the running transaction."""
    made = [entry[1] for entry in connection.run_on_commit if isinstance(entry[1], _Made)]
    return bool(made) and set(ids) <= {key for some in made if some.kind == kind for key in some.ids}


def _lock(tenant_id: int, kind: str, ids: Collection[int], fresh: bool) -> None:
    """Keep out changes of the same rights until the transaction ends; reads go on.

    Without flows a change concerns its objects only. With them it reaches further than can be known beforehand: one
    such change in a tenant at a time, while new objects, which only take in rights, can be made side by side.
    """
    if fresh:
        transaction.on_commit(_Made(kind, ids))
    else:
        fresh = _fresh(kind, ids)
    if any(kind in (flow.source, flow.target) for flow in access.FLOWS):
        store.current().lock([crc32(f"rights of tenant {tenant_id}".encode())], shared=fresh)
    elif not fresh:
        first = crc32(f"rights on {kind}".encode()) * BUCKETS
        store.current().lock({first + object_id % BUCKETS for object_id in ids})


def _recompute(kind: str, ids: list[int]) -> set[int]:
    """Bring the rows of these objects in line with grants and neighbours; returns the objects whose rows differ now.

    Joined and compared here and not by the database: joins of big sets go wrong while their statistics are young.
    """
    changed: set[int] = set()
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        due, found = _due(kind, some), _rows(kind, some)
        gone = [row for row in found if row not in due]
        added = {row: level for row, level in due.items() if row not in found}
        moved = {row: level for row, level in due.items() if found.get(row, level) != level}
        _write(_DELETE, kind, dict.fromkeys(gone, 0))
        _write(_UPDATE, kind, moved)
        _write(_INSERT, kind, added)
        _count(kind, gone, -1)
        _count(kind, added, 1)
        changed.update(row.object_id for rows in (gone, moved, added) for row in rows)
    return changed


class Row(NamedTuple):
    """Who holds a right on which object."""

    subject: int
    tenant_id: int
    object_id: int


def _due(kind: str, ids: list[int]) -> dict[Row, int]:
    """The rows as they should be: the highest of what is granted on each object and of what flows in."""
    which, parameter = store.current().id_list(ids)
    fetch = store.current().fetch
    due: dict[Row, int] = {}
    for user_id, group_id, tenant_id, object_id, right in fetch(_GRANTED.format(which=which), [kind, parameter]):
        row = Row(user_id if group_id is None else -group_id, tenant_id, object_id)
        due[row] = max(right, due.get(row, 0))
    for flow in access.FLOWS:
        if flow.target == kind:
            held: dict[tuple[int, int], list[tuple[int, int]]] = {}
            found_links = links(flow, flow.target_key, ids)
            for row, level in _rows(flow.source, sorted({source for source, _target, _tenant in found_links})).items():
                held.setdefault((row.object_id, row.tenant_id), []).append((row.subject, min(level, flow.ceiling)))
            for source, target, tenant_id in found_links:
                for subject, level in held.get((source, tenant_id), ()):
                    row = Row(subject, tenant_id, target)
                    due[row] = max(level, due.get(row, 0))
    return due


def links(flow: access.Flow, key: str, ids: Collection[int]) -> list[tuple[int, int, int]]:
    """(source, target, tenant) of the rows of a flow that have one of ``ids`` in the column ``key``."""
    which, parameter = store.current().id_list(sorted(ids))
    source, target, table = flow.source_key, flow.target_key, apps.get_model(flow.via)._meta.db_table
    return store.current().fetch(  # type: ignore[return-value]
        f'SELECT "{source}", "{target}", "tenant_id" FROM "{table}" WHERE "{key}" {which} '
        f'AND "{source}" IS NOT NULL AND "{target}" IS NOT NULL',
        [parameter],
    )


def _rows(kind: str, ids: list[int]) -> dict[Row, int]:
    """The rows as they stand."""
    found: dict[Row, int] = {}
    for start in range(0, len(ids), AT_ONCE):
        which, parameter = store.current().id_list(ids[start : start + AT_ONCE])
        for *row, level in store.current().fetch(_STANDING.format(which=which), [kind, parameter]):
            found[Row(*row)] = level
    return found


def _write(sql: str, kind: str, rows: dict[Row, int]) -> None:
    """Write rows, a statement for each holder and level."""
    targets: dict[tuple[int, int, int], list[int]] = {}
    for row, level in rows.items():
        targets.setdefault((row.subject, row.tenant_id, level), []).append(row.object_id)
    for (subject, tenant_id, level), ids in sorted(targets.items()):
        which, parameter = (store.current().id_rows if sql is _INSERT else store.current().id_list)(sorted(ids))
        values = [level] if sql is not _DELETE else []
        store.current().fetch(sql.format(which=which), [*values, subject, tenant_id, kind, parameter])


_GRANTED = (
    f'SELECT "user_id", "group_id", "tenant_id", "object_id", "right" FROM "{GRANTS}" '
    'WHERE "object_kind" = %s AND "object_id" {which}'
)
_STANDING = (
    f'SELECT "subject", "tenant_id", "object_id", "level" FROM "{TABLE}" WHERE "kind" = %s AND "object_id" {{which}}'
)
_WHERE = 'WHERE "subject" = %s AND "tenant_id" = %s AND "kind" = %s AND "object_id" {which} RETURNING 1'
_DELETE = f'DELETE FROM "{TABLE}" {_WHERE}'
_UPDATE = f'UPDATE "{TABLE}" SET "level" = %s {_WHERE}'
_INSERT = (
    f'INSERT INTO "{TABLE}" ("level", "subject", "tenant_id", "kind", "object_id") '
    'SELECT %s, %s, %s, %s, "id" FROM {which} RETURNING 1'
)
_FORGET = f'DELETE FROM "{TABLE}" WHERE "kind" = %s AND "object_id" {{which}} RETURNING "object_id"'
_FORGET_HOLDER = f'DELETE FROM "{TABLE}" WHERE "subject" = %s RETURNING "kind", "subject", "tenant_id", "object_id"'
_SET_ASIDE = (
    f'UPDATE "{TABLE}" SET "kind" = %s WHERE "kind" = %s AND "object_id" {{which}} '
    'RETURNING "subject", "tenant_id", "object_id"'
)


def _reached(kind: str, ids: Collection[int]) -> dict[str, set[int]]:
    """The objects that rights flow to from these, by kind."""
    found: dict[str, set[int]] = {}
    for flow in access.FLOWS:
        if flow.source == kind and ids:
            found_links = links(flow, flow.source_key, ids)
            found.setdefault(flow.target, set()).update(target for _source, target, _tenant in found_links)
    return found


def _count(kind: str, rows: Iterable[Row], sign: int) -> None:
    """Keep the totals of each holder. Comings and goings are written apart even when they cancel out: a total that was
    counted before holds exactly as long as nothing was written (``rules.counting``)."""
    for (tenant_id, subject), number in sorted(Counter((row.tenant_id, row.subject) for row in rows).items()):
        totals.add(tenant_id, kind, sign * number, subject=str(subject))
