"""Health conditions of assets with channel and module, and causes and remedies below a condition."""

from __future__ import annotations

from typing import Any

from dialects.base import Operation
from hub import errors

from . import asking, describing
from .joining import named
from .operations import Operations, canonical
from .resource import Body, Resource
from .tables.health import CAUSE, HEALTH_CONDITION, REMEDY
from .tables.plant import ASSET, INSTRUMENTATION
from .view import NetilionView

#: The canonical collection of what assets suffer from.
HELD, PLURAL = "asset/health_conditions", "asset_health_conditions"
FILTERS = ("health_condition_id", "diagnosis_code", "asset_status_id")
Holding = tuple[int, str, str]


# -- of assets --------------------------------------------------------------------------------------------------------


def _listed(view: NetilionView, query: Body) -> Any:
    """What is held, each as its condition with channel and module."""
    given = view.request.query_params
    asking.of_one(HEALTH_CONDITION, given, beside=[*asking.PAGING, *FILTERS])
    names = [f"health_condition.{name}" for name in given.get("include", "").split(",") if name.strip()]
    asked = {name: given[name] for name in ("page", "per_page") if name in given}
    found = {"include": ",".join(["health_condition", *names]), **query, **asked, **_conditions(view)}
    if found.get("per_page", "").isdigit() and int(found["per_page"]) > 100:
        found["per_page"] = "100"
    data = view.ask("GET", HELD, query=found).data
    teller = view.teller()
    items = []
    for held in data[PLURAL]:
        whole = teller.item(HEALTH_CONDITION, held["health_condition"])
        told = {name: whole[name] for name in ("id", "diagnosis_code", "asset_status", "links")}
        items.append({**told, "channel": held["channel"], "module": held["module"]})
    return view.listed(HEALTH_CONDITION.plural, items, data["pagination"])


def _conditions(view: NetilionView) -> Body:
    """Filters on the condition become the ids of those that fit."""
    given = view.request.query_params
    about = {name: given[name] for name in FILTERS[1:] if name in given}
    if "health_condition_id" in given:
        about["id"] = given["health_condition_id"]
    if not about:
        return {}
    found = view.ask("GET", canonical(HEALTH_CONDITION), query={**about, "per_page": 100}).data["health_conditions"]
    return {"health_condition_id": ",".join(str(item["id"]) for item in found) or "0"}


def _of_asset(view: NetilionView, key: str) -> Any:
    return _listed(view, {"asset_id": view.ask("GET", canonical(ASSET, key)).data["id"]})


def _of_instrumentation(view: NetilionView, key: str) -> Any:
    """What its assets suffer from."""
    assets = view.ask("GET", canonical(INSTRUMENTATION, key, "assets"), query={"per_page": 100}).data["assets"]
    return _listed(view, {"asset_id": ",".join(str(item["id"]) for item in assets) or "0"})


def _wanted(view: NetilionView) -> list[Body]:
    return [one if isinstance(one, dict) else {} for one in named(view, "health_conditions", "health_conditions")]


def _holding(one: Body) -> Holding:
    return int(one["id"]), str(one.get("channel") or ""), str(one.get("module") or "")


def _held(view: NetilionView, key: str) -> tuple[int, dict[Holding, int]]:
    """The asset, and what it suffers from with the id of each row."""
    asset = int(view.ask("GET", canonical(ASSET, key)).data["id"])
    rows = view.all_items(HELD, PLURAL, asset_id=asset)
    return asset, {(row["health_condition"]["id"], row["channel"], row["module"]): row["id"] for row in rows}


def _add(view: NetilionView, asset: int, wanted: list[Body], held: dict[Holding, int]) -> None:
    view.names = {"health_condition": "health_conditions"}
    for one in wanted:
        if str(one.get("id", "")).isdigit() and _holding(one) in held:
            continue
        body = {"asset": {"id": asset}, "health_condition": {"id": one.get("id")}}
        texts = {name: str(one[name]) for name in ("channel", "module") if one.get(name) is not None}
        view.ask("POST", HELD, body={**body, **texts})


def _post(view: NetilionView, key: str) -> Any:
    asset, held = _held(view, key)
    _add(view, asset, _wanted(view), held)
    return view.nothing()


def _replace(view: NetilionView, key: str) -> Any:
    asset, held = _held(view, key)
    wanted = _wanted(view)
    _add(view, asset, wanted, held)
    kept = {_holding(one) for one in wanted}
    for holding in held.keys() - kept:
        view.ask("DELETE", f"{HELD}/{held[holding]}")
    return view.nothing()


def _remove(view: NetilionView, key: str) -> Any:
    """A condition goes with all its channels unless one is named."""
    _asset, held = _held(view, key)
    for one in _wanted(view):
        for (condition, channel, module), row in list(held.items()):
            same = str(condition) == str(one.get("id"))
            if same and one.get("channel") in (None, channel) and one.get("module") in (None, module):
                view.ask("DELETE", f"{HELD}/{row}")
                del held[(condition, channel, module)]
    return view.nothing()


HELD_BY = describing.listed("health_conditions", "id", "diagnosis_code", "asset_status", "channel", "module")
_one = {
    "type": "object",
    "properties": {"id": describing.NUMBER, "channel": describing.TEXT, "module": describing.TEXT},
}
NAMED = {"type": "object", "properties": {"health_conditions": {"type": "array", "items": _one}}}


def _told(summary: str, **more: Any) -> describing.Told:
    query = describing.asking_for(*FILTERS, "include", "order_by") if "gives" in more else {}
    return describing.said(summary, HEALTH_CONDITION, query=query, **more)


OF_ASSET: Operations = {
    "GET": Operation(run=_of_asset, described=_told("What an asset suffers from", gives=HELD_BY)),
    "POST": Operation(run=_post, described=_told("Say what an asset suffers from", takes=NAMED, status=204)),
    "PATCH": Operation(run=_replace, described=_told("Replace what an asset suffers from", takes=NAMED, status=204)),
    "DELETE": Operation(run=_remove, described=_told("Say what is over", takes=NAMED, status=204)),
}
OF_INSTRUMENTATION: Operations = {
    "GET": Operation(
        run=_of_instrumentation, described=_told("What the assets of an instrumentation suffer from", gives=HELD_BY)
    )
}


# -- causes and remedies ----------------------------------------------------------------------------------------------


def _below(view: NetilionView, resource: Resource, above: dict[str, str], key: str) -> None:
    """404 unless each thing of the path is of the one before."""
    view.about(resource)
    if resource is REMEDY:
        _below(view, CAUSE, {"health_condition": above["condition"]}, above["cause"])
        above = {"cause": above["cause"]}
    ((member, owner),) = above.items()
    if key and str(view.ask("GET", canonical(resource, key)).data[member]["id"]) != owner:
        raise errors.NotFoundProblem()
    if not key and resource is CAUSE:
        view.ask("GET", canonical(HEALTH_CONDITION, owner))


def _above(resource: Resource, keys: dict[str, str]) -> dict[str, str]:
    return {"health_condition": keys["condition"]} if resource is CAUSE else keys


def explaining(resource: Resource) -> tuple[Operations, Operations]:
    """Collection and single of causes of a condition, or of remedies of a cause."""
    member = "health_condition" if resource is CAUSE else "cause"

    def owner(keys: dict[str, str]) -> str:
        return keys["condition" if resource is CAUSE else "cause"]

    def many(view: NetilionView, **keys: str) -> Any:
        _below(view, resource, _above(resource, keys), "")
        question = asking.of_list(resource, view.request.query_params)
        query = {**question.query, f"{member}_id": owner(keys)}
        data = view.ask("GET", canonical(resource), query=query).data
        teller = view.teller()
        items = [teller.item(resource, item) for item in data[resource.entry.plural]]
        return view.listed(resource.plural, items, data["pagination"])

    def create(view: NetilionView, **keys: str) -> Any:
        _below(view, resource, _above(resource, keys), "")
        body = {**resource.body(view.sent, new=True), member: {"id": owner(keys)}}
        return view.one(resource, view.ask("POST", canonical(resource), body=body), status=201)

    told = {
        "GET": describing.one(resource),
        "PATCH": describing.changed(resource),
        "DELETE": describing.removed(resource),
    }

    def single(method: str) -> Operation:
        def run(view: NetilionView, key: str, **keys: str) -> Any:
            _below(view, resource, _above(resource, keys), key)
            body = resource.body(view.sent, new=False) if method == "PATCH" else None
            reply = view.ask(method, canonical(resource, key), body=body, conditions=True)
            return view.one(resource, reply) if method == "GET" else view.nothing()

        return Operation(run=run, described=told[method])

    collection: Operations = {
        "GET": Operation(run=many, described=describing.many(resource)),
        "POST": Operation(run=create, described=describing.made(resource)),
    }
    return collection, {method: single(method) for method in told}
