"""External events: what a resource promises that is made, read and removed; and what they may hold."""

import pytest

from tests.contracts.suites import (
    ConditionalContract,
    CreateContract,
    CursorContract,
    DeleteContract,
    HalContract,
    HistoryContract,
    PageContract,
    ReadContract,
    RightsContract,
    SearchContract,
    TenantContract,
)


class TestExternalEvent(
    ReadContract,
    CreateContract,
    DeleteContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ConditionalContract,
    HistoryContract,
    RightsContract,
    TenantContract,
):
    kind = "external_event"
    unfiltered = SearchContract.unfiltered | {"data"}


@pytest.fixture
def plant(plants):
    return plants.here


def test_it_keeps_its_data_and_happened_now_unless_it_says_when(plant):
    made = plant.engineer.post("external_events", {"name": "delivery", "data": {"pallets": [1, 2]}}).ok(201)
    assert made["data"] == {"pallets": [1, 2]}
    assert made["occurred_at"] is not None
    at = "2026-01-02T03:04:05Z"
    assert plant.engineer.post("external_events", {"name": "past", "occurred_at": at}).ok(201)["occurred_at"] == at


def test_it_is_not_changed(plant):
    made = plant.engineer.post("external_events", {"name": "once"}).ok(201)
    assert "update" not in made["_links"]
    plant.engineer.patch(f"external_events/{made['id']}", {"name": "x"}).problem(405)


@pytest.mark.parametrize("data", ["text", [], 1, None, {"long": "x" * 17_000}])
def test_data_is_an_object_that_is_not_too_long(plant, data):
    assert [
        place for place, _code in plant.engineer.post("external_events", {"name": "odd", "data": data}).errors()
    ] == ["#/data"]
