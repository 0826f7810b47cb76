"""What a batch of values is told as to those who listen: the values that it brought, by key."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from hub import access, registry
from hub.hal.plan import PLAIN
from hub.language import DEFAULT_LANGUAGE
from permissions.models import WebhookDelivery
from permissions.webhooks.carrying import Told
from telemetry.api.shown import Shown
from telemetry.models import Measurement, Series

#: Values are looked for in this window about the moment they came in; measurements are kept by time. Older ones are
#: told of without themselves.
BACK, AHEAD = timedelta(days=31), timedelta(days=1)
#: A greater batch is told without its values.
MOST = 1_000


def values_of_batch(principal: access.Principal, delivery: WebhookDelivery) -> Told | None:
    """The values of an asset that came in at one moment; None for whom may not read the asset."""
    asset = registry.get("asset")
    rows = [(delivery.object_id, delivery.tenant_id)]
    levels = access.provider().levels(principal, asset.name, rows)
    if levels.get(delivery.object_id, access.NONE) < access.READ:
        return None
    series: dict[int, Any] = {one.pk: one for one in Series.objects.filter(asset_id=delivery.object_id)}
    near = Measurement.objects.filter(series_id__in=list(series), received_at=delivery.at)
    near = near.filter(timestamp__gte=delivery.at - BACK, timestamp__lte=delivery.at + AHEAD)
    found = list(near.order_by("series_id", "timestamp")[: MOST + 1])
    values = _by_key(series, found) if 0 < len(found) <= MOST else None
    return Told(f"{asset.of(delivery.object_id)}/values", values=values)


def _by_key(series: dict[int, Any], found: list[Measurement]) -> list[dict[str, Any]]:
    units = {one.unit_id for one in found} | {one.unit_id for one in series.values()}
    shown = Shown(PLAIN, DEFAULT_LANGUAGE, units)
    told: dict[int, dict[str, Any]] = {}
    for row in found:
        own = series[row.series_id]
        about = {"key": own.key, "group": own.group, "unit": shown.unit(own.unit_id), "data": []}
        told.setdefault(own.pk, about)["data"].append(shown.datum(row, own))
    return list(told.values())
