"""What all grants amount to, ready to drive lists: one row per holder and object. Kept by ``rules.inheritance``."""

from __future__ import annotations

from django.db import models


class EffectiveRight(models.Model):
    """The highest level that a holder has on an object, whether granted there or flowing in from elsewhere.

    Holders are users (their id) and groups (minus their id), each with rows of its own, so that joining or leaving a
    group changes no row and holds from the next request. Not tracked: it can be computed anew from the grants.
    """

    pk = models.CompositePrimaryKey("subject", "tenant_id", "kind", "object_id")
    subject = models.BigIntegerField()
    tenant_id = models.BigIntegerField()
    object_id = models.BigIntegerField()
    level = models.SmallIntegerField()
    kind = models.CharField(max_length=64)

    class Meta:
        # The id leads: kinds are few, and a new one is unknown to the planner's statistics.
        indexes = [models.Index(fields=["object_id", "kind"], name="effective_right_object")]

    def __str__(self) -> str:
        return f"{self.subject}: {self.level} on {self.kind} {self.object_id}"
