"""What callbacks are told: an event with the object that it is about, in the vendor's form."""

from __future__ import annotations

from typing import Any

from hub import registry
from permissions.models import Webhook
from permissions.webhooks.formats import Change

from .resource import Body, named
from .tables.callbacks import EVENTS, EXTERNAL, Event
from .values import hexed, moment


class ForceFormat:
    """A message for each event that the callback is for."""

    event_types = frozenset(EVENTS)

    def wants(self, webhook: Webhook, kind: str, event: str) -> bool:
        return any((one.kind, one.event) == (kind, event) for one in _asked(webhook).values())

    def written(self, webhook: Webhook, change: Change) -> list[Any]:
        told = []
        for name, event in _asked(webhook).items():
            if (event.kind, event.event) != (change.kind, change.event):
                continue
            if event.column and event.column not in change.changed:
                continue
            about = _external(webhook, change) if name == EXTERNAL else _changed(webhook, change, event)
            if about is not None:
                told.append({"callbackId": hexed(webhook.uuid), "eventType": name, **about})
        return told

    def headers(self, webhook: Webhook, body: bytes) -> dict[str, str]:
        return {}


def _asked(webhook: Webhook) -> dict[str, Event]:
    return {name: EVENTS[name] for name in webhook.event_types.split() if name in EVENTS}


def _external(webhook: Webhook, change: Change) -> Body | None:
    """An event from outside; a callback with a name is for events of that name only."""
    data = change.data or {}
    name = data.get("name")
    if webhook.event_name and str(name).casefold() != webhook.event_name.casefold():
        return None
    return {
        "timestamp": moment(data.get("occurred_at") or change.at),
        "eventName": name,
        "objectType": data.get("object_type") or None,
        "objectId": data.get("object_key") or None,
        "data": data.get("data"),
    }


def _changed(webhook: Webhook, change: Change, event: Event) -> Body:
    return {
        "timestamp": moment(change.at),
        "eventName": webhook.event_name or None,
        "objectType": change.kind.upper(),
        "objectId": _object_id(change),
        "data": _difference(change, event) if event.column else _properties(change, event),
    }


def _object_id(change: Change) -> str | None:
    """What hangs on something has the id of that."""
    sub = registry.find_sub(change.kind)
    holder = sub.holder.model.objects.filter(pk=change.id).first() if sub is not None else None
    return hexed(change.uuid if holder is None else holder.uuid)


def _difference(change: Change, event: Event) -> Body:
    before, after = (_state(event, value) for value in change.changed[event.column])
    return {f"previous{event.member}": before, f"current{event.member}": after}


def _state(event: Event, value: Any) -> Any:
    """A state is known by its code; what is referred to by its id."""
    if value is None or not event.column.endswith("_id"):
        return value
    target = registry.get(event.kind).model._meta.get_field(event.column.removesuffix("_id")).related_model
    found = target.objects.filter(pk=value).first()
    return None if found is None else hexed(found.uuid)


def _properties(change: Change, event: Event) -> Body | None:
    """The members that the object has of its own, as its resource tells them."""
    if change.data is None:
        return None
    table = named(event.table)
    return table.told(change.data, [name for name in table.names if name not in table.made])
