"""Stores batches of values: all of a batch or nothing, whatever comes late, twice or corrected.

The same value for the same instant again changes nothing; another one is served from then on, and the one before is
kept as a revision. Rows are staged and written as sets, one writer of a series at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from assets.models import Asset
from hub import access, registry, store
from hub.fields.folded import fold
from hub.guarding import lock, require
from hub.models import Outbox
from telemetry.models import LatestMeasurement, Measurement, MeasurementRevision, Series
from telemetry.models.series import NO_UNIT

#: (value, unit, status, simulated, hold): what makes two values for one instant the same.
Told = tuple[float, int, int, bool, bool]
TOLD = ("value", "unit_id", "status", "simulated", "hold")
STAGED = {
    "series_id": "bigint",
    "timestamp": "timestamp with time zone",
    "value": "double precision",
    "unit_id": "bigint",
    "status": "smallint",
    "simulated": "boolean",
    "hold": "boolean",
    "served": "boolean",
    "newest": "boolean",
}


@dataclass(slots=True)
class Point:
    """One value; without a timestamp it is of now."""

    value: float
    timestamp: datetime | None = None
    status: int = 0
    simulated: bool = False
    hold: bool = False


@dataclass(slots=True)
class Values:
    """The values of one key; without a unit they have that of the series."""

    key: str
    group: str = ""
    unit_id: int | None = None
    points: list[Point] = field(default_factory=list)


def ingest(asset: Asset, batch: Sequence[Values]) -> int:
    """Store ``batch``; returns how many values are new or differ from the ones served before."""
    with transaction.atomic():
        require(registry.get("asset"), asset, access.UPDATE)
        now = timezone.now()
        found = _series(asset, batch)
        rows = _rows(found, batch, now)
        if not rows:
            return 0
        store.current().lock_rows(Series, sorted({row[0] for row in rows}))
        written = _write(asset, rows, now)
        if written:
            _announce(asset, now)
        return written


# -- series -----------------------------------------------------------------------------------------------------------


def identity(key: str, group: str) -> tuple[str, str]:
    """Two keys that differ in case are one."""
    return fold(key), fold(group)


def _series(asset: Asset, batch: Sequence[Values]) -> dict[tuple[str, str], Any]:
    """The series of each key of the batch; those that are missing come to be."""
    wanted = {identity(values.key, values.group): values for values in batch}
    found = _known(asset, wanted)
    if len(found) < len(wanted):
        lock(registry.get("asset"), asset.pk)  # two first batches at once would make the same series twice
        found = _known(asset, wanted)
        missing = [values for name, values in wanted.items() if name not in found]
        made = [
            Series(
                tenant_id=asset.tenant_id,
                asset=asset,
                key=values.key,
                group=values.group,
                unit_id=values.unit_id or NO_UNIT,
            )
            for values in missing
        ]
        for one in store.current().insert_many(Series, made):
            found[identity(one.key, one.group)] = one
    return found


def _known(asset: Asset, wanted: dict[tuple[str, str], Values]) -> dict[tuple[str, str], Any]:
    keys = sorted({key for key, _group in wanted})
    rows = Series.objects.filter(asset=asset, key_folded__one_of=keys or [""])
    found = {identity(row.key, row.group): row for row in rows}
    return {name: row for name, row in found.items() if name in wanted}


# -- rows -------------------------------------------------------------------------------------------------------------


def _rows(found: dict[tuple[str, str], Any], batch: Sequence[Values], now: datetime) -> list[list[Any]]:
    """The rows to stage. Of several values for one instant the last is served, the others are revisions already."""
    served: dict[tuple[int, datetime], Told] = {}
    replaced: list[list[Any]] = []
    for values in batch:
        series = found[identity(values.key, values.group)]
        key, unit_id = series.pk, values.unit_id or series.unit_id
        for point in values.points:
            instant = (key, point.timestamp or now)
            told = (point.value, unit_id, point.status, point.simulated, point.hold)
            before = served.get(instant)
            if before is not None and before != told:
                replaced.append([*instant, *before, False, False])
            served[instant] = told
    newest: dict[int, datetime] = {}
    for key, moment in served:
        newest[key] = max(moment, newest.get(key, moment))
    return [[*instant, *told, True, newest[instant[0]] == instant[1]] for instant, told in served.items()] + replaced


def _write(asset: Asset, rows: list[list[Any]], now: datetime) -> int:
    database = store.current()
    moments = [row[1] for row in rows]
    first, last, at = (_ready(moment) for moment in (min(moments), max(moments), now))
    if connection.vendor != "postgresql":
        rows = [[row[0], _ready(row[1]), *row[2:]] for row in rows]
    staged = database.staged(STAGED, rows)
    database.execute(_REPLACED.format(staged=staged), [at, first, last])
    database.execute(_REPLACED_AT_ONCE.format(staged=staged), [asset.tenant_id, at, at])
    written = database.execute(_SERVED.format(staged=staged), [asset.tenant_id, at])
    database.execute(_LATEST.format(staged=staged), [asset.tenant_id, at])
    return written


def _ready(moment: datetime) -> Any:
    """A timestamp as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)


def _announce(asset: Asset, now: datetime) -> None:
    """One announcement for a batch: its measurements are those received at the moment it names."""
    Outbox(
        tenant_id=asset.tenant_id,
        kind="asset_values",
        object_id=asset.pk,
        object_uuid=asset.uuid,
        version=0,
        event="values",
        created_at=now,
    ).save(force_insert=True)


# -- statements, alike on every database ------------------------------------------------------------------------------


def _names(columns: Sequence[str], table: str = "") -> str:
    return ", ".join(f'{table}."{name}"' if table else f'"{name}"' for name in columns)


def _differ(one: str, other: str) -> str:
    return "(" + " OR ".join(f'{one}."{name}" <> {other}."{name}"' for name in TOLD) + ")"


def _table(model: type[models.Model]) -> str:
    return f'"{model._meta.db_table}"'


_KEPT = ("series_id", "timestamp", *TOLD)
_TAKEN = ", ".join(f'"{name}" = excluded."{name}"' for name in (*TOLD, "received_at"))
_SAME_INSTANT = 'i."series_id" = {0}."series_id" AND i."timestamp" = {0}."timestamp"'
#: Parameters: now, the first and the last moment of the batch.
_REPLACED = (
    f'INSERT INTO {_table(MeasurementRevision)} ({_names(_KEPT)}, "tenant_id", "received_at", "replaced_at") '
    f'SELECT {_names(_KEPT, "m")}, m."tenant_id", m."received_at", %s FROM {_table(Measurement)} m '
    f"JOIN {{staged}} i ON {_SAME_INSTANT.format('m')} "
    f'WHERE i."served" AND {_differ("m", "i")} AND m."timestamp" BETWEEN %s AND %s'
)
#: Parameters: tenant, now, now.
_REPLACED_AT_ONCE = (
    f'INSERT INTO {_table(MeasurementRevision)} ({_names(_KEPT)}, "tenant_id", "received_at", "replaced_at") '
    f'SELECT {_names(_KEPT, "i")}, %s, %s, %s FROM {{staged}} i WHERE NOT i."served" AND NOT EXISTS '
    f"(SELECT 1 FROM {_table(MeasurementRevision)} r WHERE {_SAME_INSTANT.format('r')} AND NOT {_differ('r', 'i')})"
)
#: Parameters: tenant, now.
_SERVED = (
    f'INSERT INTO {_table(Measurement)} AS m ({_names(_KEPT)}, "tenant_id", "received_at") '
    f'SELECT {_names(_KEPT, "i")}, %s, %s FROM {{staged}} i WHERE i."served" '
    f'ON CONFLICT ("series_id", "timestamp") DO UPDATE SET {_TAKEN} WHERE {_differ("m", "excluded")}'
)
#: Parameters: tenant, now.
_LATEST = (
    f'INSERT INTO {_table(LatestMeasurement)} AS l ({_names(_KEPT)}, "tenant_id", "received_at") '
    f'SELECT {_names(_KEPT, "i")}, %s, %s FROM {{staged}} i WHERE i."newest" '
    f'ON CONFLICT ("series_id") DO UPDATE SET "timestamp" = excluded."timestamp", {_TAKEN} '
    f'WHERE excluded."timestamp" > l."timestamp" '
    f'OR (excluded."timestamp" = l."timestamp" AND {_differ("l", "excluded")})'
)
