"""Deliveries: what a webhook has to tell, one row for each change, and how that went."""

from __future__ import annotations

from django.db import models

from permissions.models.webhook import Webhook

PENDING, DELIVERED, FAILED, WITHHELD, CANCELLED = STATUSES = ("pending", "delivered", "failed", "withheld", "cancelled")


class WebhookDelivery(models.Model):
    """One change to be told to one receiver. ``previous`` is given with the first attempt: the last sequence sent
    before it."""

    id = models.BigAutoField(primary_key=True)
    webhook = models.ForeignKey(Webhook, models.CASCADE, related_name="deliveries", db_index=False)
    tenant_id = models.BigIntegerField()
    message_id = models.UUIDField()
    sequence = models.BigIntegerField()
    previous = models.BigIntegerField(null=True)
    kind = models.CharField(max_length=64)
    object_id = models.BigIntegerField()
    object_uuid = models.UUIDField()
    version = models.PositiveIntegerField()
    event = models.CharField(max_length=8)
    at = models.DateTimeField()
    status = models.CharField(max_length=16, choices=[(one, one) for one in STATUSES], default=PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    #: Attempts before somebody asked for it again do not count towards the most there may be.
    spared_attempts = models.PositiveSmallIntegerField(default=0)
    next_attempt_at = models.DateTimeField(null=True)
    last_attempt_at = models.DateTimeField(null=True)
    response_status = models.PositiveSmallIntegerField(null=True)
    error = models.CharField(max_length=250, blank=True, default="")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["webhook", "message_id"], name="webhook_delivery_once")]
        indexes = [
            models.Index(fields=["webhook", "sequence"], name="webhook_delivery_order"),
            models.Index(fields=["next_attempt_at"], name="webhook_delivery_due", condition=models.Q(status=PENDING)),
            models.Index(fields=["at"], name="webhook_delivery_age"),
        ]
        verbose_name_plural = "webhook deliveries"

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id} {self.event} {self.version}: {self.status}"
