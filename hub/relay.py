"""Publishes the announcements of the outbox to the sinks of ``HUB_SINKS``: at least once, in the order of each tenant.

One relay works at a time. It takes what bears no mark of being sent, never what follows a last id: transactions commit
in another order than they took their ids.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, close_old_connections, connection, transaction
from django.utils import timezone
from django.utils.module_loading import import_string

from hub import store
from hub.models import Outbox, OutboxSequence, totals

LOCK = 0x4855425F52454C41  # "HUB_RELA"
BATCH = 500
HOUSEKEEPING_SECONDS = 60.0
KEPT = timedelta(days=7)
_ASSIGN = 'UPDATE "hub_outbox" SET "sequence" = %s WHERE "id" = %s'

logger = structlog.get_logger("hub.events")


@dataclass(frozen=True, slots=True)
class Message:
    """One change, as sinks get it. ``message_id`` and ``sequence`` stay the same when it is sent again."""

    message_id: UUID
    tenant_id: int
    sequence: int
    kind: str
    id: int
    uuid: UUID
    version: int
    event: str
    at: datetime


class Sink(Protocol):
    """Where messages go. Returns when they are safe there; raises when they may not be."""

    def send(self, messages: Sequence[Message]) -> None: ...


class Worker(Protocol):
    """What runs beside the relay, in the one process whose relay is at work."""

    def once(self) -> int: ...

    def run(self, stop: threading.Event) -> None: ...

    def check(self) -> str: ...


class LogSink:
    """Each message is a line of the log."""

    def send(self, messages: Sequence[Message]) -> None:
        for message in messages:
            values = asdict(message)
            logger.info("change", what=values.pop("event"), **{name: str(value) for name, value in values.items()})


class Relay:
    """Moves announcements to sinks."""

    def __init__(self, sinks: Sequence[Sink] | None = None) -> None:
        names = getattr(settings, "HUB_SINKS", ["hub.relay.LogSink"])
        self.sinks = [import_string(name)() for name in names] if sinks is None else list(sinks)
        self.workers = workers() if sinks is None else []

    def once(self) -> int:
        """Publish all there is now; returns how many. Nothing when another relay is at work."""
        with store.current().hold(LOCK) as free:
            count = 0
            while free and (sent := self._publish()):
                count += sent
            return count

    def run(self, stop: threading.Event, *, idle: float = 0.2) -> None:
        """Publish until ``stop`` is set; waits for its turn, and outlasts failures of database and sinks."""
        pause = idle
        while not stop.is_set():
            try:
                with store.current().hold(LOCK) as free:
                    if free:
                        self._work(stop, idle)
                pause = 1.0
            except Exception:  # whatever fails is tried again: nothing unsent is lost
                logger.exception("relay failed; trying again", seconds=pause)
                _reconnect()
                pause = min(pause * 2, 30.0)
            stop.wait(pause)

    def _work(self, stop: threading.Event, idle: float) -> None:
        with self._beside():
            self._publish_until(stop, idle)

    @contextmanager
    def _beside(self) -> Iterator[None]:
        """The workers, each in a thread of its own, as long as this relay is the one at work."""
        over = threading.Event()
        threads = [threading.Thread(target=worker.run, args=(over,), daemon=True) for worker in self.workers]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            over.set()
            for thread in threads:
                thread.join()

    def _publish_until(self, stop: threading.Event, idle: float) -> None:
        cleaned = float("-inf")
        while not stop.is_set():
            if not self._publish():
                now = timezone.now().timestamp()
                if now - cleaned > HOUSEKEEPING_SECONDS:
                    housekeeping()
                    cleaned = now
                stop.wait(idle)

    def _publish(self) -> int:
        messages = claim()
        if not messages:
            return 0
        for sink in self.sinks:
            sink.send(messages)
        ids = [message.message_id for message in messages]
        Outbox.objects.filter(message_id__in=ids, sent_at=None).update(sent_at=timezone.now())
        return len(messages)


def workers() -> list[Worker]:
    """What ``HUB_RELAY_WORKERS`` names."""
    return [import_string(name)() for name in getattr(settings, "HUB_RELAY_WORKERS", [])]


def claim(limit: int = BATCH) -> list[Message]:
    """Unsent announcements with their sequence, in its order. What was numbered before and not sent comes first."""
    numbered = _messages(Outbox.objects.filter(sent_at=None, sequence__isnull=False).order_by("sequence", "id")[:limit])
    return numbered or _number(limit)


def _number(limit: int) -> list[Message]:
    with transaction.atomic():
        rows = list(Outbox.objects.filter(sent_at=None, sequence=None).order_by("id")[:limit])
        tenants = {row.tenant_id for row in rows}
        last = dict(OutboxSequence.objects.filter(pk__in=tenants).values_list("pk", "last"))
        for row in rows:
            row.sequence = last[row.tenant_id] = last.get(row.tenant_id, 0) + 1
        if rows:
            with connection.cursor() as cursor:
                cursor.executemany(_ASSIGN, [(row.sequence, row.pk) for row in rows])
        for tenant_id in sorted(tenants):
            OutboxSequence(tenant_id=tenant_id, last=last[tenant_id]).save()
    return _messages(rows)


def _messages(rows: Any) -> list[Message]:
    return [
        Message(
            row.message_id,
            row.tenant_id,
            row.sequence,
            row.kind,
            row.object_id,
            row.object_uuid,
            row.version,
            row.event,
            row.created_at,
        )
        for row in rows
    ]


def housekeeping() -> None:
    """What is done now and then: totals are folded, announcements long sent are forgotten."""
    totals.fold()
    Outbox.objects.filter(sent_at__lt=timezone.now() - KEPT).delete()


def _reconnect() -> None:
    try:
        connection.close_if_unusable_or_obsolete()
        close_old_connections()
    except (DatabaseError, InterfaceError):
        connection.connection = None
