"""How measurements look: in HAL with links, in plain JSON with references in their place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import quote

from assets.models import Asset, Unit
from hub import registry
from hub.fields import timestamp
from hub.hal.links import CURIES, reference
from hub.hal.plan import HAL
from hub.language import translated
from hub.viewsets.locating import Located
from telemetry.models import Quality, Series

NAMES = {int(code): label for code, label in Quality.choices}


def href_of(asset: Located | Asset, series: Series) -> str:
    """Where the values of a series stand."""
    path = f"{registry.get('asset').of(asset.id)}/values/{quote(series.key)}"
    return f"{path}?group={quote(series.group, safe='')}" if series.group else path


class Shown:
    """Representations in one media type and language; units are looked up once for all."""

    def __init__(self, media: str, language: str, unit_ids: Iterable[int]) -> None:
        self.hal, self.language = media == HAL, language
        self.units: dict[int, Unit] = Unit.objects.in_bulk(sorted(set(unit_ids)))

    def unit(self, unit_id: int) -> dict[str, Any]:
        """A unit as link or as reference."""
        unit = self.units.get(unit_id)
        name = translated(unit.translations, self.language, "name", unit.name) if unit is not None else None
        return self.refer("unit", unit_id, unit.uuid if unit is not None else None, name)

    def refer(self, kind: str, key: int, uuid: Any, title: str | None = None) -> dict[str, Any]:
        """A reference to something."""
        entry = registry.get(kind)
        return reference(entry, key, title, False) if self.hal else {"id": key, "uuid": uuid, "href": entry.of(key)}

    def point(self, row: Any) -> dict[str, Any]:
        """What is known of a measurement or a revision, its unit aside."""
        return {
            "timestamp": timestamp.render(row.timestamp),
            "value": row.value,
            "status": NAMES[row.status],
            "simulated": row.simulated,
            "hold": row.hold,
        }

    def latest(self, asset: Located | Asset, series: Series, row: Any) -> dict[str, Any]:
        """The latest measurement of a series as an item of a collection."""
        told = {"key": series.key, "group": series.group, **self.point(row)}
        unit, own = self.unit(row.unit_id), self.refer("series", series.pk, series.uuid)
        if not self.hal:
            return {**told, "unit": unit, "series": own, "href": href_of(asset, series)}
        links = {"self": {"href": href_of(asset, series)}, "unit": unit, "series": own}
        return {"_links": links, **told}

    def datum(self, row: Any, series: Series, revisions: Any = None) -> dict[str, Any]:
        """One measurement of a window; its unit only where it is not that of the series."""
        told = self.point(row)
        if row.unit_id != series.unit_id:
            told["unit"] = self.unit(row.unit_id)
        if revisions is not None:
            told["received_at"] = timestamp.render(row.received_at)
            told["revisions"] = [
                {
                    **self.datum(one, series),
                    "received_at": timestamp.render(one.received_at),
                    "replaced_at": timestamp.render(one.replaced_at),
                }
                for one in revisions.get(row.timestamp, ())
            ]
        return told

    def links(self, path: str, asset: Located, **more: Any) -> dict[str, Any]:
        """The links of a collection of values."""
        return {
            "self": {"href": path},
            "curies": CURIES,
            "asset": {"href": registry.get("asset").of(asset.id)},
            **{name: link for name, link in more.items() if link},
        }
