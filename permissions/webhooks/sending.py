"""One attempt to tell a receiver of one change, and what follows from how it went."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import structlog
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from hub import context, errors, outbound, registry, writing
from hub.hal.media import dumps
from permissions.models import Webhook, WebhookDelivery, WebhookState
from permissions.models.webhook_delivery import CANCELLED, DELIVERED, FAILED, PENDING, WITHHELD
from permissions.webhooks import carrying, formats, selecting

#: Longer messages go without the resource itself.
MOST_BYTES = 256_000
FIRST_WAIT, GROWTH, LONGEST_WAIT, JITTER = 5.0, 3, 6 * 3600.0, 0.2
#: How long others keep their hands off a delivery that is being sent.
LEASE = timedelta(seconds=60)
LONGEST_PAUSE = 60
GONE = 410
LOCKED_OUT = "its user may not act in this tenant any more"
REMOVED = "the receiver said that it is gone (410)"
TOO_LONG = "it has failed for too long"
SWITCHED_OFF = "the webhook was switched off"

logger = structlog.get_logger("hub.webhooks")


def deliver(webhook: Webhook, state: WebhookState, delivery: WebhookDelivery) -> bool:
    """Try once; whether the next one may follow at once. Whatever happens stands in ``delivery`` and ``state``."""
    principal = carrying.acting(webhook)
    if principal is None:
        switch_off(webhook, LOCKED_OUT)
        return False
    previous = delivery.previous if delivery.attempts else state.last_sequence
    change = carrying.change_of(principal, delivery, previous)
    if change is None:
        _keep(delivery, status=WITHHELD, next_attempt_at=None)
        return True
    bodies = _bodies(webhook, change)
    if not bodies:
        delivery.delete()
        return True
    _begin(webhook, state, delivery, previous)
    return _send(webhook, state, delivery, bodies)


def _bodies(webhook: Webhook, change: formats.Change) -> list[bytes]:
    """What is sent, in parts where the form has several; nothing where the receiver does not want it after all."""
    if not selecting.fits(webhook, change.data):
        return []
    form = formats.of(webhook.format)
    bodies = [dumps(written) for written in form.written(webhook, change)]
    if any(len(body) > MOST_BYTES for body in bodies):
        bodies = [dumps(written) for written in form.written(webhook, replace(change, data=None, values=None))]
    return bodies


def _begin(webhook: Webhook, state: WebhookState, delivery: WebhookDelivery, previous: int | None) -> None:
    """Note the attempt before it is made: who is told again after a crash gets the same ``previous``."""
    now = timezone.now()
    with transaction.atomic():
        first = not delivery.attempts
        noted = {"attempts": delivery.attempts + 1, "previous": previous}
        _keep(delivery, **noted, last_attempt_at=now, next_attempt_at=now + LEASE)
        _note(state, last_triggered_at=now, **({"last_sequence": delivery.sequence} if first else {}))


def _send(webhook: Webhook, state: WebhookState, delivery: WebhookDelivery, bodies: list[bytes]) -> bool:
    """The parts one after the other; when one fails, all come again with the same ids."""
    try:
        for place, body in enumerate(bodies):
            part = f"{delivery.message_id}-{place}" if len(bodies) > 1 else str(delivery.message_id)
            headers = {
                "Content-Type": "application/json",
                "User-Agent": "PlantHub-Webhooks/1.0",
                **formats.signed(webhook, part, timezone.now(), body),
                **formats.of(webhook.format).headers(webhook, body),
            }
            reply = outbound.post(webhook.url, body, headers)
            if not 200 <= reply.status < 300:
                break
    except (outbound.Refused, outbound.Failed) as error:
        return _failed(webhook, state, delivery, str(error), None, None)
    if 200 <= reply.status < 300:
        _succeeded(state, delivery, reply.status)
        return True
    _failed(webhook, state, delivery, f"answered {reply.status}", reply.status, reply.retry_after)
    if reply.status == GONE:
        switch_off(webhook, REMOVED)
    return False


def _succeeded(state: WebhookState, delivery: WebhookDelivery, status: int) -> None:
    _keep(delivery, status=DELIVERED, next_attempt_at=None, response_status=status, error="")
    cleared = {"consecutive_failures": 0, "failing_since": None, "paused_until": None, "last_error": ""}
    _note(state, last_success_at=timezone.now(), **cleared)


def _failed(
    webhook: Webhook,
    state: WebhookState,
    delivery: WebhookDelivery,
    error: str,
    status: int | None,
    retry_after: int | None,
) -> bool:
    now = timezone.now()
    made = delivery.attempts - delivery.spared_attempts
    over = made >= webhook.max_attempts
    wait = max(waiting(made), min(retry_after or 0, LONGEST_WAIT))
    kept: dict[str, Any] = {"status": FAILED if over else PENDING}
    kept["next_attempt_at"] = None if over else now + timedelta(seconds=wait)
    _keep(delivery, **kept, response_status=status, error=error[:250])
    count = state.consecutive_failures + 1
    pause = min(2 ** min(count, 10), LONGEST_PAUSE)
    _note(
        state,
        last_failure_at=now,
        last_error=error[:250],
        consecutive_failures=count,
        failing_since=state.failing_since or now,
        paused_until=now + timedelta(seconds=pause),
    )
    if _too_long(state, now):
        switch_off(webhook, TOO_LONG)
    return False


def _too_long(state: WebhookState, now: datetime) -> bool:
    limit = timedelta(days=settings.WEBHOOK_FAILING_DAYS)
    return state.failing_since is not None and now - state.failing_since >= limit


def waiting(attempts: int) -> float:
    """Seconds until the next attempt after so many: growing, and never quite the same for all."""
    plain = min(FIRST_WAIT * GROWTH ** max(min(attempts, 20) - 1, 0), LONGEST_WAIT)
    return float(plain * random.uniform(1 - JITTER, 1 + JITTER))  # noqa: S311 - spreads load, guards nothing


def switch_off(webhook: Webhook, why: str) -> None:
    """Tell the receiver no more until an admin switches it on; stands in its history and in the log."""
    logger.warning("webhook switched off", webhook=webhook.pk, tenant=webhook.tenant_id, why=why)
    with context.system():
        try:
            writing.change(registry.get("webhook"), webhook.pk, {"enabled": False})
        except errors.NotFoundProblem:
            return
    WebhookState.objects.filter(pk=webhook.pk).update(last_error=why)
    give_up(webhook.pk)


def give_up(webhook_id: int | None = None) -> None:
    """What waits for a webhook that is switched off will not be told."""
    waiting_rows = WebhookDelivery.objects.filter(status=PENDING, webhook__enabled=False)
    if webhook_id is not None:
        waiting_rows = waiting_rows.filter(webhook_id=webhook_id)
    ids = list(waiting_rows.values_list("pk", flat=True)[:10_000])
    if ids:
        WebhookDelivery.objects.filter(pk__in=ids).update(status=CANCELLED, next_attempt_at=None, error=SWITCHED_OFF)


def _keep(delivery: WebhookDelivery, **values: Any) -> None:
    for name, value in values.items():
        setattr(delivery, name, value)
    WebhookDelivery.objects.filter(pk=delivery.pk).update(**values)


def _note(state: WebhookState, **values: Any) -> None:
    for name, value in values.items():
        setattr(state, name, value)
    WebhookState.objects.filter(pk=state.pk).update(**values)
