"""What of a change its receiver may know: read as the webhook's user, with the rights of now.

Apps above tell by ``sources`` how changes are read that are not those of a resource.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from hub import access, context, registry, store
from hub.hal.plan import PLAIN
from hub.hal.reader import Reader
from hub.language import DEFAULT_LANGUAGE
from hub.registry import Entry, Sub
from permissions.authentication import principals
from permissions.models import Webhook, WebhookDelivery
from permissions.webhooks.formats import DELETE, UPDATE, Change

SCOPES = frozenset({"read"})
#: What every version changes.
UNTOLD = frozenset({"version", "updated_at"})


@dataclass(frozen=True, slots=True)
class Told:
    """What may be known: where the resource stands, and members of ``Change`` that it has."""

    href: str
    data: dict[str, Any] | None = None
    transition: dict[str, str] | None = None
    changed: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    values: list[dict[str, Any]] | None = None


Source = Callable[[access.Principal, WebhookDelivery], Told | None]
#: How announcements are read that are of no resource, by their kind.
sources: dict[str, Source] = {}


def kinds() -> set[str]:
    """All that can be told of."""
    return {entry.name for entry in (*registry.entries(), *registry.all_subs())} | set(sources)


def known(kind: str) -> bool:
    """Whether changes of ``kind`` can be told at all."""
    return kind in sources or _entry(kind) is not None


def acting(webhook: Webhook) -> access.Principal | None:
    """The webhook's user in its tenant; None when it is locked out or no member any more."""
    rows = principals.user_rows(webhook.user_id, None, home=webhook.tenant_id)
    return principals.principal(rows, credential="webhook", scopes=SCOPES) if rows else None


def change_of(principal: access.Principal, delivery: WebhookDelivery, previous: int | None) -> Change | None:
    """The change as ``principal`` may know it; None when it may not."""
    with context.acting(principal), store.current().request_scope(principal, write=False):
        source = sources.get(delivery.kind, _of_resource)
        told = source(principal, delivery)
    if told is None:
        return None
    return Change(
        message_id=delivery.message_id,
        tenant_id=delivery.tenant_id,
        sequence=delivery.sequence,
        previous=previous,
        kind=delivery.kind,
        event=delivery.event,
        id=delivery.object_id,
        uuid=delivery.object_uuid,
        version=delivery.version,
        at=delivery.at,
        href=told.href,
        data=told.data,
        transition=told.transition,
        changed=told.changed,
        values=told.values,
    )


def represented(principal: access.Principal, entry: Entry, key: int) -> dict[str, Any] | None:
    """The resource as plain JSON; None when it is not there for ``principal``."""
    reader = Reader(entry, principal, media=PLAIN, language=DEFAULT_LANGUAGE)
    items = reader.render_all(reader.by_ids([key]))
    return items[0] if items else None


def _entry(kind: str) -> Entry | None:
    return registry.find(kind) or registry.find_sub(kind)


def _of_resource(principal: access.Principal, delivery: WebhookDelivery) -> Told | None:
    entry = _entry(delivery.kind)
    if entry is None or entry.viewset is None or not access.may_use(principal, entry):
        return None
    href, key = entry.of(delivery.object_id), delivery.object_id
    data = represented(principal, entry, key)
    if data is not None:
        changed = _changed(entry, delivery) if delivery.event == UPDATE else {}
        return Told(href, None if delivery.event == DELETE else data, _transition(entry, changed), changed)
    if delivery.event == DELETE or not entry.model.objects.filter(pk=key).exists():
        return Told(href) if _could_read(principal, entry, delivery) else None
    return None


def _could_read(principal: access.Principal, entry: Entry, delivery: WebhookDelivery) -> bool:
    """Whether ``principal`` could read what is gone; what hangs on something that is still there has its right."""
    rows = [(delivery.object_id, delivery.tenant_id)]
    kind = entry.right_kind
    if isinstance(entry, Sub) and entry.holder.model.objects.filter(pk=delivery.object_id).exists():
        levels = access.provider().levels(principal, kind, rows)
    else:
        levels = access.provider().levels_when_deleted(principal, kind, rows)
    return levels.get(delivery.object_id, access.NONE) >= access.READ


def _changed(entry: Entry, delivery: WebhookDelivery) -> dict[str, tuple[Any, Any]]:
    """The columns that this very version changed: (old, new) by name."""
    versions = (delivery.version - 1, delivery.version)
    found = {row.version: row for row in entry.model.history.filter(id=delivery.object_id, version__in=versions)}
    if len(found) < 2:
        return {}
    before, after = (found[version] for version in versions)
    names = [one.attname for one in entry.model.history.model.tracked_fields if one.attname not in UNTOLD]
    pairs = {name: (getattr(before, name), getattr(after, name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _transition(entry: Entry, changed: dict[str, tuple[Any, Any]]) -> dict[str, str] | None:
    """Which state became which, where the state changed."""
    if entry.states is None:
        return None
    pair = changed.get(entry.model._meta.get_field(entry.states.field).attname)
    return None if pair is None else {"from": str(pair[0]), "to": str(pair[1])}
