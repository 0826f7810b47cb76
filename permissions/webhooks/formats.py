"""The forms in which webhooks are told: the hub's own, and those that ``HUB_WEBHOOK_FORMATS`` names besides.

A form decides which changes a webhook wants, what is written of one, and how it is signed besides the hub's own headers
(those of Standard Webhooks, which every receiver gets).
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.utils.module_loading import import_string

from hub.fields.timestamp import render
from permissions.models import Webhook

CREATE, UPDATE, DELETE, TRANSITION, VALUES = "create", "update", "delete", "transition", "values"
EVENTS = (CREATE, UPDATE, DELETE, TRANSITION, VALUES)
MARK = "whsec_"


@dataclass(frozen=True, slots=True)
class Change:
    """A change as a receiver may know it. ``data`` is the resource as it is now, None when it is gone; ``values`` is
    what came in of a batch of values; ``transition`` says which state became which, ``changed`` holds (old, new) by
    column."""

    message_id: UUID
    tenant_id: int
    sequence: int
    previous: int | None
    kind: str
    event: str
    id: int
    uuid: UUID
    version: int
    at: datetime
    href: str
    data: dict[str, Any] | None = None
    transition: dict[str, str] | None = None
    changed: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    values: list[dict[str, Any]] | None = None


class Format(Protocol):
    """One form. ``event_types`` are the vendor's names of events that can be asked for (none: by kinds and events)."""

    event_types: frozenset[str]

    def wants(self, webhook: Webhook, kind: str, event: str) -> bool:
        """Whether a change of this kind may be of interest; a transition is an update still."""

    def written(self, webhook: Webhook, change: Change) -> list[Any]:
        """The messages that are sent of ``change``, mostly one; none where it is of no interest after all."""

    def headers(self, webhook: Webhook, body: bytes) -> dict[str, str]:
        """Headers beside the hub's own."""


class HubFormat:
    """The hub's own form: what happened, and the resource as plain JSON."""

    event_types: frozenset[str] = frozenset()

    def wants(self, webhook: Webhook, kind: str, event: str) -> bool:
        kinds, events = webhook.kinds.split(), webhook.events.split()
        if kinds and kind not in kinds:
            return False
        return not events or event in events or (event == UPDATE and TRANSITION in events)

    def written(self, webhook: Webhook, change: Change) -> list[Any]:
        events = webhook.events.split()
        if events and change.event not in events and not (change.transition and TRANSITION in events):
            return []
        told: dict[str, Any] = {
            "message_id": change.message_id,
            "sequence": change.sequence,
            "previous": change.previous,
            "tenant": {"id": change.tenant_id},
            "kind": change.kind,
            "event": change.event,
            "id": change.id,
            "uuid": change.uuid,
            "version": change.version,
            "at": render(change.at),
            "href": change.href,
        }
        if change.transition is not None:
            told["transition"] = change.transition
        if change.values is not None:
            told["values"] = change.values
        return [{**told, "data": change.data}]

    def headers(self, webhook: Webhook, body: bytes) -> dict[str, str]:
        return {}


@cache
def of(name: str) -> Format:
    """The form called ``name``."""
    return import_string(settings.HUB_WEBHOOK_FORMATS[name])()  # type: ignore[no-any-return]


def names() -> list[str]:
    """All forms."""
    return list(settings.HUB_WEBHOOK_FORMATS)


# -- secrets and signatures -------------------------------------------------------------------------------------------


def secret_of(webhook: Webhook, key: str | None = None) -> str:
    """The secret that hub and receiver share: made of the hub's own key, so that the database does not hold it."""
    text = f"webhook {webhook.uuid} {webhook.secret_number}".encode()
    digest = hmac.new((settings.SECRET_KEY if key is None else key).encode(), text, hashlib.sha256).digest()
    return MARK + base64.b64encode(digest).decode()


def secrets_of(webhook: Webhook) -> list[str]:
    """The secret, and those of former keys of the hub that still hold."""
    return [secret_of(webhook, str(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]


def signed(webhook: Webhook, message_id: str, moment: datetime, body: bytes) -> dict[str, str]:
    """The headers by which the receiver knows that the message is the hub's, and fresh."""
    stamp = int(moment.timestamp())
    content = f"{message_id}.{stamp}.".encode() + body
    signatures = []
    for secret in secrets_of(webhook):
        key = base64.b64decode(secret.removeprefix(MARK))
        signatures.append("v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode())
    return {"webhook-id": message_id, "webhook-timestamp": str(stamp), "webhook-signature": " ".join(signatures)}
