"""Models of the app."""

from hub.models import total as totals
from hub.models.guard import GuardedManager, GuardedQuerySet, UnrecordedWrite
from hub.models.history import HubHistory
from hub.models.idempotency import IdempotencyKey
from hub.models.outbox import Outbox, OutboxSequence
from hub.models.request_log import RequestLog
from hub.models.resource import Resource
from hub.models.tenant import Tenant
from hub.models.total import TotalDelta

__all__ = [
    "GuardedManager",
    "GuardedQuerySet",
    "HubHistory",
    "IdempotencyKey",
    "Outbox",
    "OutboxSequence",
    "RequestLog",
    "Resource",
    "Tenant",
    "TotalDelta",
    "UnrecordedWrite",
    "totals",
]
