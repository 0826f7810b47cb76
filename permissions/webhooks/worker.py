"""Sends what is due: receivers beside each other, the messages of one receiver after each other.

Runs beside the relay, in the process that holds its lock. A receiver that is slow keeps only itself waiting.
"""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import structlog
from django.db import connections
from django.db.models import Q
from django.utils import timezone

from hub.health import NotReady
from permissions.models import Webhook, WebhookDelivery, WebhookState
from permissions.models.webhook_delivery import PENDING
from permissions.webhooks import sending

THREADS, BATCH = 4, 50
KEPT = timedelta(days=7)
LATE = timedelta(minutes=15)
HOUSEKEEPING_SECONDS = 60

logger = structlog.get_logger("hub.webhooks")


class Worker:
    """What ``HUB_RELAY_WORKERS`` names: runs beside the relay."""

    def once(self) -> int:
        """Try all that is due, one after the other; how many attempts were made."""
        housekeeping()
        count = 0
        while made := sum(drain(key) for key in due()):
            count += made
        return count

    def run(self, stop: threading.Event, *, idle: float = 0.5) -> None:
        """Send until ``stop`` is set; outlasts failures of the database."""
        busy: dict[int, Future[Any]] = {}
        cleaned = float("-inf")
        with ThreadPoolExecutor(THREADS, thread_name_prefix="webhook") as pool:
            while not stop.is_set():
                try:
                    now = timezone.now().timestamp()
                    if now - cleaned > HOUSEKEEPING_SECONDS:
                        housekeeping()
                        cleaned = now
                    busy = {key: work for key, work in busy.items() if not work.done()}
                    busy |= {key: pool.submit(_in_thread, key) for key in due() if key not in busy}
                except Exception:  # whatever fails is tried again: what was not sent is due still
                    logger.exception("webhooks failed; trying again")
                    connections.close_all()
                    stop.wait(5)
                stop.wait(idle)
        connections.close_all()

    def check(self) -> str:
        """How the worker keeps up, for operators."""
        waiting = WebhookDelivery.objects.filter(status=PENDING, webhook__enabled=True)
        oldest = waiting.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()
        count = waiting.count()
        if oldest is not None and timezone.now() - oldest > LATE:
            raise NotReady(f"{count} webhook messages wait, the oldest since {oldest:%Y-%m-%dT%H:%M:%SZ}")
        return f"{count} webhook messages wait"


def due() -> list[int]:
    """The webhooks that have something to send now."""
    now = timezone.now()
    rested = Q(webhook__state__paused_until=None) | Q(webhook__state__paused_until__lte=now)
    rows = WebhookDelivery.objects.filter(rested, status=PENDING, next_attempt_at__lte=now, webhook__enabled=True)
    return list(rows.order_by().values_list("webhook_id", flat=True).distinct())


def drain(key: int) -> int:
    """Send what is due of one webhook, until something fails; how many were tried."""
    webhook = Webhook.objects.filter(pk=key, enabled=True).first()
    if webhook is None:
        return 0
    state, _new = WebhookState.objects.get_or_create(webhook=webhook)
    waiting = WebhookDelivery.objects.filter(webhook=webhook, status=PENDING).order_by("sequence", "pk")
    now, count = timezone.now(), 0
    if webhook.ordered:
        rows = list(waiting[:BATCH])
        late = next(
            (place for place, row in enumerate(rows) if row.next_attempt_at is None or row.next_attempt_at > now),
            len(rows),
        )
        rows = rows[:late]
    else:
        rows = list(waiting.filter(next_attempt_at__lte=now)[:BATCH])
    for delivery in rows:
        count += 1
        if not _tried(webhook, state, delivery):
            break
    return count


def _tried(webhook: Webhook, state: WebhookState, delivery: WebhookDelivery) -> bool:
    try:
        return sending.deliver(webhook, state, delivery)
    except Exception:  # a message that cannot be made must not be tried without end at once
        logger.exception("webhook message failed; trying again", webhook=webhook.pk, delivery=delivery.pk)
        later = timezone.now() + sending.LEASE
        WebhookDelivery.objects.filter(pk=delivery.pk).update(next_attempt_at=later, error="an error of the hub")
        return False


def housekeeping() -> None:
    """What is through and old is forgotten; what waits for nobody is given up."""
    sending.give_up()
    old = timezone.now() - KEPT
    WebhookDelivery.objects.filter(at__lt=old).exclude(status=PENDING).delete()


def _in_thread(key: int) -> None:
    try:
        drain(key)
    except Exception:  # the rest of the receivers must not suffer
        logger.exception("webhook failed; trying again", webhook=key)
    finally:
        connections.close_all()
