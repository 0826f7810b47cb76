"""A webhook: where the hub tells a receiver of changes, which ones, and as whom it looks at them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from hub.fields.folded import FoldedCharField
from hub.models.resource import Resource

MOST_ATTEMPTS = 25


class Webhook(Resource):
    """A receiver of changes, registered by an admin of its tenant; it is told what its user may read."""

    name = FoldedCharField(max_length=150)
    url = FoldedCharField("URL", max_length=500)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="webhooks", help_text="Whose rights bound what it tells."
    )
    client = models.ForeignKey("permissions.Client", models.CASCADE, null=True, blank=True, related_name="webhooks")
    format = FoldedCharField(max_length=32, default="hub", help_text="The form of what is sent.")
    kinds = models.CharField(max_length=4000, blank=True, default="", help_text="Which kinds; empty: all.")
    events = models.CharField(max_length=100, blank=True, default="", help_text="Which changes; empty: all.")
    event_types = models.CharField(max_length=4000, blank=True, default="", help_text="Events by their vendor's names.")
    event_name = FoldedCharField(max_length=150, blank=True, default="")
    object_filter = models.JSONField(default=list, blank=True)
    enabled = models.BooleanField(default=True)
    ordered = models.BooleanField(default=False, help_text="A later message waits until an earlier one is through.")
    max_attempts = models.PositiveSmallIntegerField(default=12)
    max_pending = models.PositiveIntegerField(default=10_000)
    #: Counts the secrets it has had; each is made of this number.
    secret_number = models.PositiveIntegerField(default=1, editable=False)

    foreign_references = frozenset({"user"})

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "name_folded"], name="webhook_name_unique"),
            models.CheckConstraint(
                condition=Q(max_attempts__gte=1, max_attempts__lte=MOST_ATTEMPTS), name="webhook_attempts_in_range"
            ),
        ]


class WebhookState(models.Model):
    """How sending goes; beside the webhook, because that is no change of it."""

    webhook = models.OneToOneField(Webhook, models.CASCADE, primary_key=True, related_name="state")
    last_sequence = models.BigIntegerField(null=True)
    last_triggered_at = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)
    last_failure_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=250, blank=True, default="")
    failing_since = models.DateTimeField(null=True)
    consecutive_failures = models.PositiveIntegerField(default=0)
    paused_until = models.DateTimeField(null=True)

    row_policy = False

    def __str__(self) -> str:
        return f"{self.webhook_id}: {self.consecutive_failures} failures"
