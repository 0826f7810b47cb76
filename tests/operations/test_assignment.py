"""Planning and forecast results: one by one, a thousand at once or none, and what they refuse."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hub.models import Outbox

FORECASTS = "operations/forecastResults/update"


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def three(plant):
    return [plant.make("operation") for _ in range(3)]


@pytest.fixture
def workplace(plant):
    return plant.make("workplace")


def plan(workplace, day=1, **values):
    dates = {"start_date": f"2026-03-{day:02d}T06:00:00Z", "end_date": f"2026-03-{day:02d}T14:00:00Z"}
    return {"workplace": {"id": workplace["id"]}, **dates, **values}


def place(operation, name="forecastResult"):
    return f"{operation['_links']['self']['href']}/{name}"


def many(operations, workplace, day=1):
    return {"forecast_results": [{"operation": {"id": one["id"]}, **plan(workplace, day)} for one in operations]}


def read(plant, operation, name="forecastResult"):
    return plant.engineer.get(place(operation, name), accept="application/json")


@pytest.mark.parametrize("name", ["planningResult", "forecastResult"])
def test_one_is_put_read_replaced_and_removed(plant, three, workplace, name):
    href = place(three[0], name)
    plant.engineer.get(href).problem(404)
    made = plant.engineer.put(href, plan(workplace)).ok(201)
    assert made["start_date"] == "2026-03-01T06:00:00Z"
    assert made["fixed"] is False
    assert plant.engineer.put(href, plan(workplace, fixed=True)).ok()["fixed"] is True
    assert plant.engineer.put(href, plan(workplace)).ok()["fixed"] is False
    assert plant.engineer.delete(href).status == 204
    plant.engineer.get(href).problem(404)
    assert next(row["event"] for row in plant.engineer.get(f"{href}/history").items("history")) == "delete"


def test_what_is_wrong_is_told_at_once(plant, three, workplace):
    wrong = plan(workplace, end_date="2026-02-01T00:00:00Z", setup_start_date="2026-03-02T00:00:00Z")
    wrong["setup_end_date"] = "2026-03-01T00:00:00Z"
    errors = plant.engineer.put(place(three[0]), wrong).errors()
    assert errors == [("#/end_date", "before_start"), ("#/setup_end_date", "before_start")]


def test_many_are_written_as_by_put(plant, three, workplace):
    plant.engineer.put(place(three[0]), plan(workplace, 5)).ok(201)
    answer = plant.engineer.post(FORECASTS, many(three, workplace))
    assert (answer.status, answer.content) == (204, b"")
    for number, operation in enumerate(three):
        assert read(plant, operation).ok()["end_date"] == "2026-03-01T14:00:00Z"
        versions = plant.engineer.get(f"{place(operation)}/history").items("history")
        assert [row["version"] for row in versions] == ([2, 1] if number == 0 else [1])
        assert versions[0]["user"]["name"] == plant.users["engineer"].name
    announced = Outbox.objects.count()
    assert plant.engineer.post(FORECASTS, many(three, workplace)).status == 204
    assert Outbox.objects.count() == announced


def test_one_bad_element_refuses_all(plant, plants, three, workplace):
    stranger = plants.there.make("operation")
    body = many(three, workplace)
    body["forecast_results"][1]["end_date"] = "2025-01-01T00:00:00Z"
    body["forecast_results"] += many([three[0], stranger, {"id": 987654321}], workplace)["forecast_results"]
    body["forecast_results"].append(plan(workplace))
    errors = plant.engineer.post(FORECASTS, body).errors()
    assert sorted(errors) == [
        ("#/forecast_results/0/operation", "duplicate"),
        ("#/forecast_results/1/end_date", "before_start"),
        ("#/forecast_results/3/operation", "duplicate"),
        ("#/forecast_results/4/operation", "not_found"),
        ("#/forecast_results/5/operation", "not_found"),
        ("#/forecast_results/6/operation", "required"),
    ]
    for operation in three:
        assert read(plant, operation).status == 404


def test_a_dry_run_tells_and_writes_nothing(plant, three, workplace):
    plant.engineer.put(place(three[0]), plan(workplace)).ok(201)
    body = many(three, workplace)
    body["forecast_results"][2]["end_date"] = "2025-01-01T00:00:00Z"
    results = plant.engineer.post(f"{FORECASTS}?dry_run=true", body).ok()["results"]
    assert [row["result"] for row in results] == ["unchanged", "changed", "invalid"]
    assert [row["pointer"] for row in results] == [f"#/forecast_results/{number}" for number in range(3)]
    assert read(plant, three[1]).status == 404


def test_who_may_not_change_operations_may_not_plan(plant, three, workplace):
    for caller in (plant.operator, plant.reader):
        caller.put(place(three[0]), plan(workplace)).problem(403)
        assert caller.post(FORECASTS, many(three, workplace)).status in (400, 403)
    assert read(plant, three[0]).status == 404


def test_the_collection_links_the_doors(plant, three):
    links = plant.engineer.get("operations").links
    assert links["updateForecastResults"] == {"href": "/api/v1/operations/forecastResults/update", "method": "POST"}
    assert links["updatePlanningResults"]["href"] == "/api/v1/operations/planningResults/update"
    assert "updateForecastResults" not in plant.operator.get("operations").links


def test_checking_costs_the_same_queries_for_any_number(plant, workplace, monkeypatch):
    # Every two seconds somebody asks anew which tenants are catalogues.
    monkeypatch.setattr("hub.store.postgresql.CATALOGUES_SECONDS", 3600.0)
    operations = [plant.make("operation") for _ in range(12)]
    counts = set()
    for number in (2, 12):
        with CaptureQueriesContext(connection) as queries:
            body = many(operations[:number], workplace)
            assert plant.engineer.post(f"{FORECASTS}?dry_run=true", body).status == 200
        counts.add(len(queries))
    assert len(counts) == 1
