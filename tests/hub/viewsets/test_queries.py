"""The number of queries does not depend on the number of rows: not in lists, searches, includes or histories."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import urls
from hub import registry, store
from hub.hal.plan import plan_of
from hub.viewsets.include import MAX_NAMES, embeddable

assert urls.routes  # with them all kinds are known
#: Of these there can be few only, or each is of another sort.
FEW = {"state_transition"}
KINDS = [entry.name for entry in registry.entries() if "create" in entry.actions and entry.name not in FEW]


@pytest.fixture(autouse=True)
def _catalogues_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every two seconds somebody asks anew which they are."""
    monkeypatch.setattr("hub.store.postgresql.CATALOGUES_SECONDS", 3600.0)
    store.current().tenants_changed()


def queries(api: Any, method: str, path: str, body: Any = None, **headers: str) -> int:
    """How many queries an answer takes once all is known that is asked for once."""
    api.ask(method, path, body, **headers).ok()
    with CaptureQueriesContext(connection) as seen:
        api.ask(method, path, body, **headers).ok()
    return len(seen)


def asked(entry: Any, api: Any) -> dict[str, int]:
    """Queries of each way to ask for many of a kind."""
    found = {
        "list": queries(api, "GET", f"{entry.href}?per_page=100"),
        "plain": queries(api, "GET", f"{entry.href}?per_page=100", accept="application/json"),
        "German": queries(api, "GET", f"{entry.href}?per_page=100", accept_language="de"),
        "cursor": queries(api, "GET", f"{entry.href}?per_page=100&after="),
        "ordered": queries(api, "GET", f"{entry.href}?per_page=100&order_by=-created_at"),
    }
    if "search" in entry.actions:
        found["search"] = queries(api, "POST", f"{entry.href}/search?per_page=100", {})
    names = list(embeddable(entry))
    for start in range(0, len(names), MAX_NAMES):
        some = ",".join(names[start : start + MAX_NAMES])
        path = f"{entry.href}?per_page=100&include={some}"
        found[f"plain include {some}"] = queries(api, "GET", path, accept="application/json")
    for name in names:
        found[f"include {name}"] = queries(api, "GET", f"{entry.href}?per_page=100&include={name}")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_many_rows_take_no_more_queries_than_few(plants: Any, kind: str) -> None:
    entry, plant = registry.get(kind), plants.here
    api = plant.maker(kind)
    plant.make(kind, full=True)
    few = asked(entry, api)
    for _ in range(4):
        plant.make(kind, full=True)
    assert asked(entry, api) == few


def test_a_hundred_assets_take_no_more_queries_than_one(plants: Any) -> None:
    plant, entry = plants.there, registry.get("asset")
    plant.make("asset", full=True)
    one = asked(entry, plant.engineer)
    plant.engineer.post("assets", {"assets": [plant.body("asset", full=True) for _ in range(99)]}).ok(201)
    assert asked(entry, plant.engineer) == one
    assert len(plant.engineer.get("assets?per_page=100").ids("assets")) == 100


def test_references_of_two_steps_are_read_with_the_page(plants: Any) -> None:
    plant = plants.here
    plant.make("asset", full=True)
    path = "/api/v1/assets?per_page=100&include=product.manufacturer,status,parent"
    few = queries(plant.engineer, "GET", path)
    for _ in range(3):
        plant.make("asset", full=True, product={"id": plant.make("product", full=True)["id"]})
    assert queries(plant.engineer, "GET", path) == few


@pytest.mark.parametrize("kind", ["asset", "product", "asset_status"])
def test_a_long_history_takes_no_more_queries_than_a_short_one(plants: Any, kind: str) -> None:
    plant, entry = plants.here, registry.get(kind)
    made = plant.make(kind, full=True)
    path = f"{entry.of(made['id'])}/history?per_page=100"
    changes = [{"description": f"Change {number}"} for number in range(12)]
    plant.engineer.patch(entry.of(made["id"]), changes[0]).ok()
    few = queries(plant.engineer, "GET", path)
    for change in changes[1:]:
        plant.engineer.patch(entry.of(made["id"]), change).ok()
    assert queries(plant.engineer, "GET", path) == few


def test_every_reference_can_be_included() -> None:
    for kind in KINDS:
        entry = registry.get(kind)
        assert {link.name for link in plan_of(entry).links if link.target is not None} <= set(embeddable(entry))
