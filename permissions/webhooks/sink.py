"""The relay's sink of webhooks: makes a row for each message that one wants; sending is the worker's."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Count
from django.utils import timezone

from hub.relay import Message
from permissions.models import Webhook, WebhookDelivery
from permissions.models.webhook_delivery import CANCELLED, PENDING
from permissions.webhooks import carrying, formats

TOO_MANY = "more were waiting than may wait"


class WebhookSink:
    """Deliveries to be made, within the tenant of each message. The same messages again make nothing."""

    def send(self, messages: Sequence[Message]) -> None:
        hooks = defaultdict(list)
        for webhook in Webhook.objects.filter(enabled=True, tenant_id__in={message.tenant_id for message in messages}):
            hooks[webhook.tenant_id].append(webhook)
        now = timezone.now()
        rows = [
            WebhookDelivery(
                webhook_id=webhook.pk,
                tenant_id=message.tenant_id,
                message_id=message.message_id,
                sequence=message.sequence,
                kind=message.kind,
                object_id=message.id,
                object_uuid=message.uuid,
                version=message.version,
                event=message.event,
                at=message.at,
                next_attempt_at=now,
            )
            for message in messages
            for webhook in hooks.get(message.tenant_id, ())
            if carrying.known(message.kind) and formats.of(webhook.format).wants(webhook, message.kind, message.event)
        ]
        if rows:
            WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)
            cancel_surplus([webhook for several in hooks.values() for webhook in several])


def cancel_surplus(webhooks: Sequence[Webhook]) -> None:
    """Where more wait than may, the oldest are given up."""
    waiting = WebhookDelivery.objects.filter(webhook__in=webhooks, status=PENDING)
    counts = dict(waiting.values_list("webhook_id").annotate(count=Count("id")).order_by())
    for webhook in webhooks:
        surplus = counts.get(webhook.pk, 0) - webhook.max_pending
        if surplus > 0:
            oldest = list(waiting.filter(webhook=webhook).order_by("sequence").values_list("pk", flat=True)[:surplus])
            WebhookDelivery.objects.filter(pk__in=oldest).update(status=CANCELLED, next_attempt_at=None, error=TOO_MANY)
