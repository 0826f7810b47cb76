"""Values of assets: the latest of each key, one key over time, and the way in; those of places are of their assets."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors
from hub.viewsets.paging import MAX_SIZE

from . import asking, describing, ranges
from .operations import Operations, canonical
from .resource import Body, Resource
from .tables.master import UNIT
from .tables.plant import ASSET
from .view import NetilionView

#: Pages of one key are longer than others.
DEFAULT, MOST = 500, 1000
LATEST = ("key", "group", "key_unit_id", "use_preferred_units")
WINDOW = ("from", "to", "unit_id", "aggregation", "interval", "status", "hold", "simulated")
BATCH, POINT = ("key", "group", "unit", "data"), ("timestamp", "value", "status", "simulated", "hold")


def _only(given: Any, names: tuple[str, ...]) -> Any:
    """What the hub knows of an object; what is none is for the hub to refuse."""
    return {name: given[name] for name in names if name in given} if isinstance(given, dict) else given


def _size(text: str, most: int) -> str:
    return str(most) if text.isascii() and text.isdigit() and len(text) < 20 and int(text) > most else text


def _with_unit(view: NetilionView, items: list[Body]) -> None:
    """Units as references, or whole with ``include=unit``; one look-up for all."""
    names = [name for name in view.request.query_params.get("include", "").split(",") if name]
    if any(name.partition(".")[0] != "unit" for name in names):
        raise errors.BadParameter("include", "Only unit can be included here.", "not_embeddable")
    for item in items:
        item["unit"] = {"id": item["unit"]["id"], "href": UNIT.href(view.base, item["unit"]["id"])}
    if not names or not items:
        return
    ids = ",".join(str(number) for number in sorted({item["unit"]["id"] for item in items}))
    below = ",".join(name.partition(".")[2] for name in names if "." in name)
    query = {"id": ids, "per_page": MAX_SIZE, **({"include": below} if below else {})}
    teller = view.teller()
    found = {unit["id"]: unit for unit in view.ask("GET", canonical(UNIT), query=query).data["units"]}
    for item in items:
        item["unit"] = teller.item(UNIT, found[item["unit"]["id"]], href=True)


# -- of one asset -----------------------------------------------------------------------------------------------------


def _latest(view: NetilionView, key: str) -> Any:
    given = view.request.query_params
    asking.of_one(ASSET, _without_include(given), beside=[*asking.PAGING, *LATEST])
    query = {name: given[name] for name in ("key", "group", "key_unit_id", "page") if name in given}
    if "per_page" in given:
        query["per_page"] = _size(given["per_page"], MAX_SIZE)
    data = view.ask("GET", canonical(ASSET, key, "values"), query=query).data
    items = [_only(item, ("key", "unit", "group", *POINT)) for item in data["values"]]
    _with_unit(view, items)
    return view.listed("values", items, data["pagination"])


def _over_time(view: NetilionView, key: str, name: str) -> Any:
    """Counted always, because clients read ``page_count``; the total is told to who asks for it."""
    given = view.request.query_params
    asking.of_one(ASSET, _without_include(given), beside=[*asking.PAGING, *WINDOW, "group", "use_preferred_units"])
    query = {one: given[one] for one in (*WINDOW, "group", "page", "order_by") if one in given}
    for end in ("from", "to"):
        if end in query:
            query[end] = query[end].replace(" ", "+")
    query["per_page"] = _size(given.get("per_page", str(DEFAULT)), MOST)
    data = view.ask("GET", canonical(ASSET, key, "values", name), query=query).data
    told: Body = {"key": data["key"], "unit": data["unit"], "group": data["group"]}
    _with_unit(view, [told])
    told["latest"] = data["latest"]["value"] if data["latest"] else None
    told |= {figure: data[figure] for figure in ("min", "max", "mean")}
    told["data"] = [_only(point, POINT) for point in data["data"]]
    told["pagination"], headers = view.pagination(data["pagination"])
    if given.get("include_total_count", "false").lower() != "true":
        del told["pagination"]["total_count"]
    return view.told(told, headers=headers)


def _take_in(view: NetilionView, key: str) -> Any:
    """Stored before it is answered, all or nothing. Which places the values are of follows from their asset."""
    given = view.sent.get("values")
    if not isinstance(given, list):
        raise errors.ValidationProblem([errors.field_error("values", "required", "Expected a list of values.")])
    values = [_batch(one) for one in given]
    view.ask("POST", canonical(ASSET, key, "values"), body={"values": values})
    return view.nothing()


def _batch(given: Any) -> Any:
    found = _only(given, BATCH)
    if not isinstance(found, dict):
        return found
    for name in ("key", "group"):
        if isinstance(found.get(name), str):
            found[name] = found[name].strip().lower()
    if isinstance(found.get("unit"), dict):
        found["unit"] = _only(found["unit"], ("id",) if found["unit"].get("id") is not None else ("code",))
    if isinstance(found.get("data"), list):
        found["data"] = [_only(point, POINT) for point in found["data"]]
    return found


def _remove(view: NetilionView, key: str, **name: str) -> Any:
    given = view.request.query_params
    asking.of_one(ASSET, given, beside=["from", "to"])
    query = {end: given[end].replace(" ", "+") for end in ("from", "to") if end in given}
    view.ask("DELETE", canonical(ASSET, key, "values", *name.values()), query=query)
    return view.nothing()


def _without_include(given: Any) -> Any:
    """The query without ``include``, which names units and no relations of assets."""
    found = given.copy()
    found.pop("include", None)
    return found


_point = {"type": "object", "properties": {**dict.fromkeys(POINT, describing.ANY), "timestamp": describing.MOMENT}}
_points = {"type": "array", "items": _point}
_batch_of = {"type": "object", "properties": {**dict.fromkeys(BATCH, describing.ANY), "data": _points}}
BATCHES = {"type": "object", "properties": {"values": {"type": "array", "items": _batch_of}}, "required": ["values"]}
VALUES = describing.listed("values", "key", "unit", "group", *POINT)
SERIES = {
    "type": "object",
    "properties": {
        **dict.fromkeys(("key", "unit", "group", "latest", "min", "max", "mean"), describing.ANY),
        "data": _points,
        "pagination": describing.ref("Pagination"),
    },
}
NOW = describing.asking_for(*LATEST, "include")
THEN = describing.asking_for(*WINDOW, "group", "order_by", "include")


def _told(summary: str, owner: Resource, **more: Any) -> describing.Told:
    return describing.said(f"{summary}, of one {owner.kind}", owner, **more)


def _removed(what: str) -> describing.Told:
    query, needed = describing.asking_for("from", "to", paged=False), frozenset({"to"})
    return _told(f"Remove the values of {what} up to a moment", ASSET, query=query, required=needed, status=204)


OF_ASSET: Operations = {
    "GET": Operation(run=_latest, described=_told("The latest value of each key", ASSET, query=NOW, gives=VALUES)),
    "POST": Operation(
        run=_take_in,
        large=True,
        described=_told("Store values, all or nothing", ASSET, takes=BATCHES, status=204),
    ),
    "DELETE": Operation(run=_remove, described=_removed("all keys")),
}
OF_KEY: Operations = {
    "GET": Operation(run=_over_time, described=_told("A key over time", ASSET, query=THEN, gives=SERIES)),
    "DELETE": Operation(run=_remove, described=_removed("a key")),
}


# -- of what assets stand at ------------------------------------------------------------------------------------------


def _assets(view: NetilionView, owner: Resource, key: str) -> list[int]:
    found = view.ask("GET", canonical(owner, key, "assets"), query={"per_page": MAX_SIZE}).data["assets"]
    return [item["id"] for item in found]


def latest_of(owner: Resource) -> Operation:
    """The latest value of each key of each asset at a place."""

    def run(view: NetilionView, key: str) -> Any:
        given = view.request.query_params
        asking.of_one(ASSET, _without_include(given), beside=[*asking.PAGING, *LATEST])
        query = {name: given[name] for name in ("key", "group", "key_unit_id") if name in given}
        items: list[Body] = []
        for asset in _assets(view, owner, key):
            data = view.ask("GET", canonical(ASSET, asset, "values"), query={**query, "per_page": MAX_SIZE}).data
            items += [_only(item, ("key", "unit", "group", *POINT)) for item in data["values"]]
        _with_unit(view, items)
        return ranges.page(view, "values", items)

    told = _told("The latest value of each key of each asset", owner, query=NOW, gives=VALUES)
    return Operation(run=run, described=told)


def key_of(owner: Resource) -> Operation:
    """One key over time, of the asset at the place that told it last."""

    def run(view: NetilionView, key: str, name: str) -> Any:
        told = {}
        for asset in _assets(view, owner, key):
            data = view.ask("GET", canonical(ASSET, asset, "values"), query={"key": name}).data
            if data["values"]:
                told[asset] = max(item["timestamp"] for item in data["values"])
        if not told:
            raise errors.NotFoundProblem()
        return _over_time(view, str(max(told, key=lambda asset: told[asset])), name)

    return Operation(run=run, described=_told("A key over time", owner, query=THEN, gives=SERIES))
