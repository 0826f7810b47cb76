"""Reads measurements of a series: a window of them as they are, or put together by intervals."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Avg, Count, F, Func, IntegerField, Max, Min, Q, QuerySet, StdDev, Sum, Value

from telemetry.models import Measurement, MeasurementRevision, Series

AGGREGATIONS = {
    "mean": Avg("value"),
    "min": Min("value"),
    "max": Max("value"),
    "sum": Sum("value"),
    "stddev": StdDev("value", sample=True),
}
INTERVAL = re.compile(r"([1-9][0-9]{0,5})([smhdw])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
#: A Monday, before everything: intervals are counted from here.
ORIGIN = datetime(1, 1, 1, tzinfo=UTC)
_ORIGIN_SECONDS = int((ORIGIN - datetime(1970, 1, 1, tzinfo=UTC)).total_seconds())
COLUMNS = ("timestamp", "value", "unit_id", "status", "simulated", "hold")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Which measurements of a series are meant."""

    since: datetime | None = None
    upto: datetime | None = None
    unit_id: int | None = None
    status: tuple[int, ...] = ()
    simulated: bool | None = None
    hold: bool | None = None
    #: Periods, in any of which they lie; None: at any time.
    within: tuple[tuple[datetime, datetime], ...] | None = None

    def of(self, series: Series) -> QuerySet[Measurement]:
        """The measurements."""
        wanted = {
            "timestamp__gte": self.since,
            "timestamp__lte": self.upto,
            "unit_id": self.unit_id,
            "status__in": self.status or None,
            "simulated": self.simulated,
            "hold": self.hold,
        }
        given = {name: value for name, value in wanted.items() if value is not None}
        rows = Measurement.objects.filter(series_id=series.pk, **given)
        if self.within is None:
            return rows
        return rows.filter(reduce(or_, (Q(timestamp__range=period) for period in self.within), Q(pk__in=())))


def figures(rows: QuerySet[Measurement]) -> dict[str, Any]:
    """Their number, least, greatest and mean."""
    return rows.aggregate(count=Count("timestamp"), min=Min("value"), max=Max("value"), mean=Avg("value"))


class Bucket(Func):
    """The beginning of the interval of so many seconds in which a timestamp lies."""

    def __init__(self, seconds: int) -> None:
        self.seconds = seconds
        super().__init__(F("timestamp"), Value(seconds), output_field=IntegerField())

    def as_sqlite(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, parameters = compiler.compile(self.source_expressions[0])
        since = f"(CAST(strftime('%%s', {sql}) AS INTEGER) - ({_ORIGIN_SECONDS}))"
        return f"({since} / {self.seconds}) * {self.seconds}", parameters

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        sql, parameters = compiler.compile(self.source_expressions[0])
        since = f"(FLOOR(EXTRACT(EPOCH FROM {sql}))::bigint - ({_ORIGIN_SECONDS}))"
        return f"({since} / {self.seconds}) * {self.seconds}", parameters


def seconds_of(interval: str) -> int | None:
    """``3h`` -> 10,800; None when it is no interval."""
    match = INTERVAL.fullmatch(interval)
    return int(match[1]) * SECONDS[match[2]] if match else None


def intervals(rows: QuerySet[Measurement], aggregation: str, seconds: int) -> QuerySet[Any, Any]:
    """(offset of the interval from the origin in seconds, aggregated value, number) of each interval with values."""
    found = rows.annotate(bucket=Bucket(seconds)).values("bucket")
    return found.annotate(result=AGGREGATIONS[aggregation], count=Count("timestamp")).values_list(
        "bucket", "result", "count"
    )


def moment_of(bucket: int) -> datetime:
    """The moment at which an interval begins."""
    return ORIGIN + timedelta(seconds=int(bucket))


def revisions(series: Series, moments: list[datetime]) -> dict[datetime, list[MeasurementRevision]]:
    """The values that were replaced at these moments, the last one first."""
    found: dict[datetime, list[MeasurementRevision]] = {}
    if moments:
        rows = MeasurementRevision.objects.filter(
            series_id=series.pk, timestamp__gte=min(moments), timestamp__lte=max(moments)
        )
        for row in rows.order_by("-id"):
            found.setdefault(row.timestamp, []).append(row)
    return found
