"""Computes the effective rights and their totals anew from the grants, for all tenants: what ``rebuild_rights`` does.

Nothing needs it in daily work: it is for loads past the rules, and to prove that the table is what the grants say.
"""

from __future__ import annotations

from collections import Counter

from django.db import transaction
from django.db.models import Count, Sum

from hub.models import totals
from hub.models.total import TotalDelta
from permissions.models.effective_right import EffectiveRight
from permissions.models.grant import Grant
from permissions.rules import inheritance


def rights_rebuild() -> tuple[int, int]:
    """(objects whose rights were wrong, totals that were wrong); both are right afterwards."""
    places = set(Grant.objects.values_list("tenant_id", "object_kind").distinct())
    places |= set(EffectiveRight.objects.exclude(kind__startswith="~").values_list("tenant_id", "kind").distinct())
    wrong = 0
    for tenant_id, kind in sorted(places):
        with transaction.atomic():
            ids = set(Grant.objects.filter(tenant_id=tenant_id, object_kind=kind).values_list("object_id", flat=True))
            rows = EffectiveRight.objects.filter(tenant_id=tenant_id, kind=kind)
            ids |= set(rows.values_list("object_id", flat=True))
            wrong += inheritance.rebuild(tenant_id, kind, ids)
    return wrong, totals_correct()


def totals_correct() -> int:
    """Bring the totals of all holders in line with their rows; returns how many were wrong."""
    with transaction.atomic():
        counted: Counter[tuple[int, str, str]] = Counter()
        key = ("tenant_id", "kind", "subject")
        rows = EffectiveRight.objects.exclude(kind__startswith="~").order_by().values_list(*key)
        for tenant_id, kind, subject, number in rows.annotate(Count("object_id")):
            counted[(tenant_id, kind, str(subject))] = number
        kept = TotalDelta.objects.exclude(subject="").order_by().values_list(*key)
        for tenant_id, kind, subject, number in kept.annotate(Sum("delta")):
            counted[(tenant_id, kind, subject)] -= number
        wrong = {key: number for key, number in counted.items() if number}
        for (tenant_id, kind, subject), number in sorted(wrong.items()):
            totals.add(tenant_id, kind, number, subject=subject)
        return len(wrong)
