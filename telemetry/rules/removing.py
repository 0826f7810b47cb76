"""Removes measurements: those of a time, and those of a series that goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from assets.models import Asset
from hub import access, registry, store
from hub.guarding import require
from telemetry.models import LatestMeasurement, Measurement, MeasurementRevision, Series


def remove(asset: Asset, *, upto: datetime, since: datetime | None = None, key: str | None = None) -> int:
    """Remove the measurements of an asset (of one key of it) up to a moment, revisions included."""
    with transaction.atomic():
        require(registry.get("asset"), asset, access.DELETE)
        series = Series.objects.filter(asset=asset)
        if key is not None:
            series = series.filter(key_folded=key)
        ids = sorted(series.values_list("pk", flat=True))
        store.current().lock_rows(Series, ids)
        span: dict[str, Any] = {"timestamp__lte": upto, **({"timestamp__gte": since} if since is not None else {})}
        MeasurementRevision.objects.filter(series_id__in=ids, **span).delete()
        removed, _kinds = Measurement.objects.filter(series_id__in=ids, **span).delete()
        for one in LatestMeasurement.objects.filter(series_id__in=ids, **span):
            find_latest(one)
        return removed


def find_latest(before: LatestMeasurement) -> None:
    """Put what is the latest now in the place of what was."""
    last = Measurement.objects.filter(series_id=before.series_id).order_by("-timestamp").first()
    if last is None:
        before.delete()
        return
    for name in ("timestamp", "value", "unit_id", "status", "simulated", "hold", "received_at"):
        setattr(before, name, getattr(last, name))
    before.save(force_update=True)


def series_gone(instance: Series, **_signal: Any) -> None:
    """With a series its measurements go."""
    MeasurementRevision.objects.filter(series_id=instance.pk).delete()
    Measurement.objects.filter(series_id=instance.pk).delete()
