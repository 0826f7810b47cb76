"""``include=values``: the latest values of assets, and those of the assets at places, put into their items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .asking import Question
from .resource import Body, Resource, of_kind

if TYPE_CHECKING:
    from .view import NetilionView

SHOWN = ("key", "group", "timestamp", "value", "status", "simulated", "hold")
PAGE, ASSETS_AT_ONCE = 1000, 100


def with_values(view: NetilionView, resource: Resource, question: Question, raw: list[Body], told: list[Body]) -> None:
    """Put the values into items; ``raw`` are the canonical ones. A look-up for each hundred assets, none per item."""
    names = {name for name in question.apart if name.partition(".")[0] == "values"}
    if not names:
        return
    at_places = resource.kind != "asset"
    ids = [[asset["id"] for asset in item["assets"]] if at_places else [item["id"]] for item in raw]
    found = _values(view, sorted({one for several in ids for one in several}))
    units = _units(view, found) if "values.unit" in names else {}
    unit, asset = of_kind("unit"), of_kind("asset")
    assert unit is not None
    assert asset is not None
    for item, several in zip(told, ids, strict=True):
        item["values"] = []
        for one in (one for number in several for one in found.get(number, ())):
            key = one["unit"]["id"]
            value = {name: one[name] for name in SHOWN}
            value["unit"] = units.get(key) or {"id": key, "href": unit.href(view.base, key)}
            if at_places:
                number = one["asset"]["id"]
                value["asset"] = {"id": number, "href": asset.href(view.base, number)}
            item["values"].append(value)
        if at_places and "assets" not in question.asked:
            item.pop("assets", None)


def _values(view: NetilionView, assets: list[int]) -> dict[int, list[Body]]:
    found: dict[int, list[Body]] = {}
    for start in range(0, len(assets), ASSETS_AT_ONCE):
        asked = {"asset_id": ",".join(map(str, assets[start : start + ASSETS_AT_ONCE])), "per_page": PAGE}
        page: int | None = 1
        while page is not None:
            data = view.ask("GET", "values", query={**asked, "page": page}).data
            for one in data["values"]:
                found.setdefault(one["asset"]["id"], []).append(one)
            page = page + 1 if "next" in data["pagination"] else None
    return found


def _units(view: NetilionView, found: dict[int, list[Body]]) -> dict[int, Body]:
    """The units whole."""
    resource, ids = of_kind("unit"), sorted({one["unit"]["id"] for several in found.values() for one in several})
    assert resource is not None
    units: dict[int, Body] = {}
    for start in range(0, len(ids), 100):
        asked = {"id": ",".join(map(str, ids[start : start + 100])), "per_page": 100}
        rows = view.ask("GET", resource.entry.path, query=asked).data["units"]
        units |= {row["id"]: view.teller().item(resource, row, href=True) for row in rows}
    return units
