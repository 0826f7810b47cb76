"""Announcements: one row for each change, written in its transaction and published later by the relay."""

from django.db import models

from hub.uuid7 import uuid7


class Outbox(models.Model):
    """What changed, to be told at least once; ``sequence`` rises per tenant and is given at publication."""

    append_only = True

    id = models.BigAutoField(primary_key=True)
    message_id = models.UUIDField(default=uuid7, editable=False)
    tenant_id = models.BigIntegerField()
    kind = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    object_uuid = models.UUIDField()
    version = models.PositiveIntegerField()
    event = models.CharField(max_length=8)
    created_at = models.DateTimeField()
    sequence = models.BigIntegerField(null=True)
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["id"], name="outbox_unsent", condition=models.Q(sent_at__isnull=True))]
        verbose_name_plural = "outbox"

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.event} {self.version}"


class OutboxSequence(models.Model):
    """The last sequence given in a tenant; kept apart, so that old announcements can be thrown away."""

    tenant_id = models.BigIntegerField(primary_key=True)
    last = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.tenant_id}: {self.last}"
