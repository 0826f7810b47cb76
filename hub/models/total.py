"""Totals without a scan: appended differences, read as their sum, folded together in the background.

Nobody updates a shared row, so writers never wait for each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models, transaction


class TotalDelta(models.Model):
    """By how much the number of a kind changed in a tenant; ``subject`` names a holder of rights, or nobody."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.BigIntegerField()
    kind = models.CharField(max_length=64)
    subject = models.CharField(max_length=32, default="", blank=True)
    delta = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["tenant_id", "kind", "subject"], name="total_key")]

    def __str__(self) -> str:
        return f"{self.kind}: {self.delta:+d}"


_SUM = (
    'SELECT CAST(COALESCE(SUM("delta"), 0) AS bigint) FROM "hub_totaldelta" '
    'WHERE "tenant_id" = %s AND "kind" = %s AND "subject" = %s'
)


def column(tenant_ids: Iterable[int], kind: str, subject: str = "") -> tuple[str, list[Any]]:
    """The sum of some totals as a column of another statement: SQL and parameters."""
    tenants = sorted(tenant_ids)
    marks = ", ".join(["%s"] * len(tenants))
    sql = (
        '(SELECT CAST(COALESCE(SUM("delta"), 0) AS bigint) FROM "hub_totaldelta" '
        f'WHERE "tenant_id" IN ({marks}) AND "kind" = %s AND "subject" = %s)'
    )
    return sql, [*tenants, kind, str(subject)]


def add(tenant_id: int, kind: str, n: int, subject: str = "") -> None:
    """Count ``n`` more (or fewer) of ``kind``; holds when the transaction commits."""
    if n:
        TotalDelta(tenant_id=tenant_id, kind=kind, subject=str(subject), delta=n).save(force_insert=True)


def read(tenant_id: int, kind: str, subject: str = "") -> int:
    """The exact number as this transaction sees it."""
    from hub import store

    return int(store.current().fetch(_SUM, [tenant_id, kind, str(subject)])[0][0])


def fold(least: int = 20) -> int:
    """Join the differences of every total that has at least ``least`` of them; returns how many rows went.

    Only the rows seen are replaced, so what others append meanwhile stays; a second folder at the same time waits for
    the first and then finds its rows gone, which ends its transaction without effect.
    """
    gone = 0
    keys = (
        TotalDelta.objects.values_list("tenant_id", "kind", "subject")
        .annotate(rows=models.Count("id"))
        .filter(rows__gte=least)
    )
    for tenant_id, kind, subject, _rows in list(keys):
        try:
            with transaction.atomic():
                gone += _fold_one(tenant_id, kind, subject)
        except _Overtaken:
            continue
    return gone


class _Overtaken(Exception):
    pass


def _fold_one(tenant_id: int, kind: str, subject: str) -> int:
    rows = list(
        TotalDelta.objects.filter(tenant_id=tenant_id, kind=kind, subject=subject).values_list("id", "delta")[:5000]
    )
    deleted, _details = TotalDelta.objects.filter(id__in=[key for key, _delta in rows]).delete()
    if deleted != len(rows):
        raise _Overtaken
    add(tenant_id, kind, sum(delta for _key, delta in rows), subject)
    return deleted
