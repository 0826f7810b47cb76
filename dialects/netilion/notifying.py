"""What webhooks tell Netilion's clients: values of an asset that came in, one or many, in the vendor's form."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from django.conf import settings

from hub.fields.timestamp import render
from permissions.models import Webhook
from permissions.webhooks.formats import Change, secret_of

from .resource import MOUNT, Body

ONE, MANY = "asset_value_created", "asset_values_created"
KIND = "asset_values"


class NetilionFormat:
    """A message for each value, or one for each batch, as the webhook asked."""

    event_types = frozenset({ONE, MANY})

    def wants(self, webhook: Webhook, kind: str, event: str) -> bool:
        return kind == KIND

    def written(self, webhook: Webhook, change: Change) -> list[Any]:
        asked, told = webhook.event_types.split() or [ONE], []
        asset, values = reference("assets", change.id), change.values or []
        if ONE in asked:
            for series in values:
                told += [
                    _message(ONE, change, {"asset": asset, "value": _value(series, one)}) for one in series["data"]
                ]
        if MANY in asked:
            told.append(_message(MANY, change, {"asset": asset, "values": [_series(one) for one in values]}))
        return told

    def headers(self, webhook: Webhook, body: bytes) -> dict[str, str]:
        signature = hmac.new(secret_of(webhook).encode(), body, hashlib.sha256).hexdigest()
        return {"X-Hub-Signature-SHA256": f"sha256={signature}"}


def reference(path: str, key: Any) -> Body:
    """Something by id, with where it stands."""
    return {"id": key, "href": f"{settings.PUBLIC_URL}{MOUNT}/{path}/{key}"}


def _message(kind: str, change: Change, content: Body) -> Body:
    return {"event_type": kind, "occurred_at": render(change.at), "content": content}


def _value(series: Body, one: Body) -> Body:
    """One value; the vendor writes the number as text."""
    unit = one.get("unit") or series["unit"]
    about = {"key": series["key"], "group": series["group"], "unit": reference("units", unit["id"])}
    return {**about, **_datum(one)}


def _series(series: Body) -> Body:
    about = {"key": series["key"], "group": series["group"], "unit": reference("units", series["unit"]["id"])}
    return {**about, "data": [_datum(one) for one in series["data"]]}


def _datum(one: Body) -> Body:
    return {"timestamp": one["timestamp"], "value": str(one["value"])}
