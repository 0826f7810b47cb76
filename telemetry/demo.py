"""What the demo plant has measured: a day of the lathe's temperature and vibration, and a flow that was corrected."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import Any

from assets.demo import MACHINE
from assets.models import Asset, Instrumentation, Unit
from hub import context, registry, writing
from telemetry.models import Series
from telemetry.rules.ingest import Point, Values, ingest

START = datetime(2026, 6, 18, tzinfo=UTC)
QUARTER = timedelta(minutes=15)
#: key, unit, middle, swing
MEASURED = (("temperature", "degree_celsius", 62.0, 9.0), ("vibration", "millimetre_per_second", 2.4, 0.6))


def seed(told: dict[str, Any]) -> None:
    """Measured by the machine of the tutorial and one flowmeter; nothing when there are values already."""
    tenant = told["tenant"]["id"]
    lathe = Asset.objects.filter(pk=MACHINE, tenant_id=tenant).first()
    if lathe is None or Series.objects.filter(tenant_id=tenant).exists():
        return
    flowmeter = Asset.objects.filter(tenant_id=tenant, product__product_code="5P3B80").order_by("pk").first()
    with context.acting(told["_acting"]["ada"]):
        ingest(lathe, [_day(*measured) for measured in MEASURED])
        if flowmeter is not None:
            for value in (11.2, 11.6):  # the second corrects the first
                ingest(flowmeter, [Values("flow", "process", _unit("cubic_metre_per_hour"), [Point(value, START)])])
        _limit(tenant)


def _limit(tenant: int) -> None:
    """Above which flow somebody should look at the place of the flowmeter."""
    place = Instrumentation.objects.filter(tenant_id=tenant, tag_folded="f-112").first()
    if place is not None:
        told = {"name": "Too much flow", "key": "flow", "value": 12.0, "tolerance": 0.5, "threshold_type": "high"}
        unit = _unit("cubic_metre_per_hour")
        writing.create(registry.get("threshold"), {**told, "unit_id": unit, "instrumentation": place})


def _day(key: str, unit: str, middle: float, swing: float) -> Values:
    points = [
        Point(round(middle + swing * math.sin(number * math.pi / 48), 3), START + number * QUARTER)
        for number in range(96)
    ]
    return Values(key, "machine", _unit(unit), points)


def _unit(code: str) -> int:
    return int(Unit.objects.get(code_folded=code).pk)
