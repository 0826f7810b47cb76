"""How many objects a caller can read by rights of his own: exact, and read rather than counted where possible."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import Any

from django.core.cache import cache
from django.db import transaction

from hub import store
from hub.models import totals
from hub.models.total import TotalDelta
from permissions.models.effective_right import EffectiveRight

TABLE = EffectiveRight._meta.db_table
TOTALS = TotalDelta._meta.db_table
#: Fewer rows than this are counted anew: that costs no more than asking the cache.
WORTH_KEEPING = 500
KEPT_FOR = 24 * 3600
#: With more holders than this, those without rows are left out of statements.
FEW = 8


def count(subjects: Sequence[int], tenant_id: int, kind: str) -> int:
    """The number of objects of ``kind`` on which at least one of ``subjects`` holds a right.

    One holder with rows: his maintained total. Several: the largest total, and of the others what it does not hold;
    that number is kept under the stamp of all their totals, which differs as soon as any row of theirs came or went.
    """
    stamps = _stamps(subjects, tenant_id, kind)
    if len(stamps) < 2:
        return sum(stamp[1] for stamp in stamps)
    (largest, known), others = stamps[0][:2], [stamp[0] for stamp in stamps[1:]]
    if sum(stamp[1] for stamp in stamps[1:]) < WORTH_KEEPING:
        return known + _beside(largest, others, tenant_id, kind)
    key = f"rights:{tenant_id}:{kind}:" + blake2b(repr(sorted(stamps)).encode(), digest_size=16).hexdigest()
    kept = cache.get(key)
    if kept is None:
        kept = known + _beside(largest, others, tenant_id, kind)
        # Only when this transaction stands: the stamp of one that is rolled back may come again.
        number = kept
        transaction.on_commit(lambda: cache.set(key, number, KEPT_FOR))
    return int(kept)


def holders(subjects: Sequence[int], tenant_id: int, kind: str) -> list[int]:
    """Those of ``subjects`` that hold any object of ``kind``."""
    return [stamp[0] for stamp in _stamps(subjects, tenant_id, kind)]


def catalogued(tenants: Sequence[int], kind: str) -> int:
    """The number of objects of ``kind`` in public catalogues."""
    return sum(totals.read(tenant_id, kind) for tenant_id in tenants)


def _stamps(subjects: Sequence[int], tenant_id: int, kind: str) -> list[tuple[int, ...]]:
    """(holder, total, and which differences it is the sum of) of the holders that have rows, the largest first."""
    marks = ", ".join(["%s"] * len(subjects))
    sql = (
        f'SELECT "subject", CAST(SUM("delta") AS bigint), COUNT(*), MIN("id"), MAX("id") FROM "{TOTALS}" '
        f'WHERE "tenant_id" = %s AND "kind" = %s AND "subject" IN ({marks}) GROUP BY "subject"'
    )
    rows = store.current().fetch(sql, [tenant_id, kind, *map(str, subjects)])
    found = [(int(row[0]), *map(int, row[1:])) for row in rows if row[1]]
    return sorted(found, key=lambda stamp: (-stamp[1], stamp[0]))


def _beside(largest: int, others: Sequence[int], tenant_id: int, kind: str) -> int:
    """How many objects the ``others`` hold that the ``largest`` does not."""
    marks = ", ".join(["%s"] * len(others))
    sql = (
        f'SELECT COUNT(*) FROM (SELECT DISTINCT "object_id" FROM "{TABLE}" '
        f'WHERE "subject" IN ({marks}) AND "tenant_id" = %s AND "kind" = %s) AS "o" '
        f'WHERE NOT EXISTS (SELECT 1 FROM "{TABLE}" AS "r" WHERE "r"."subject" = %s AND "r"."tenant_id" = %s '
        'AND "r"."kind" = %s AND "r"."object_id" = "o"."object_id")'
    )
    parameters: list[Any] = [*others, tenant_id, kind, largest, tenant_id, kind]
    return int(store.current().fetch(sql, parameters)[0][0])
