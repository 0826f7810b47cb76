"""The first answer to a keyed request, kept for a day so that a retry gets it again."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class IdempotencyKey(models.Model):
    """One Idempotency-Key of one principal at one place, and the answer that was given."""

    scope = models.CharField(max_length=64, unique=True, help_text="Digest of principal, method, path and key.")
    digest = models.CharField(max_length=64, help_text="Digest of the query and body it came with.")
    tenant_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField()
    body = models.BinaryField()
    created_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.scope

    @classmethod
    def purge(cls, before: datetime) -> int:
        """Forget the answers older than ``before``; returns how many."""
        return cls.objects.filter(created_at__lt=before).delete()[0]
