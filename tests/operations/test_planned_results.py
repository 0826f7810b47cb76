"""The collections of planning and forecast results: filters, pages, includes, and the figures of a plan."""

from __future__ import annotations

import pytest

HOUR = 3_600_000


@pytest.fixture
def plant(plants):
    return plants.here


def at(hour):
    return f"2026-03-01T{hour:02d}:00:00Z"


@pytest.fixture
def plan(plant):
    """Two orders: both operations of the first are planned, one of two of the second."""
    group = plant.make("workplace_group")
    places = [plant.make("workplace", capacity_group={"id": group["id"]}), plant.make("workplace")]
    operations = []
    for due in (at(12), at(9)):
        order = plant.make("production_order", basic_start_date=at(0), basic_end_date=due)
        operations += [plant.make("operation", production_order={"id": order["id"]}) for _ in range(2)]
    for operation, place, start, end in ((0, 0, 6, 8), (1, 1, 8, 10), (2, 0, 8, 14)):
        body = {"workplace": {"id": places[place]["id"]}, "start_date": at(start), "end_date": at(end)}
        body |= {"processing_start_date": at(start), "processing_end_date": at(end - 1)}
        plant.engineer.put(f"{operations[operation]['_links']['self']['href']}/planningResult", body).ok(201)
    return {"group": group, "places": places, "operations": operations}


def ask(plant, caller=None, **query):
    return (caller or plant.engineer).get("operations/planningResults", query)


def named(answer):
    hrefs = [item["_links"]["operation"]["href"] for item in answer.items("planning_results")]
    return [int(href.rpartition("/")[2]) for href in hrefs]


def test_the_figures_of_all(plant, plan):
    found = ask(plant).ok()
    assert len(found["_embedded"]["planning_results"]) == found["pagination"]["total_count"] == 3
    figures = {name: value for name, value in found.items() if name not in ("_links", "_embedded", "pagination")}
    assert figures == {
        "start_date": at(6),
        "end_date": at(14),
        "number_of_workplaces": 2,
        "planned_processing_time": 7 * HOUR,
        "planned_execution_time": 10 * HOUR,
        "number_of_planned_production_orders": 1,
        "number_of_partially_planned_production_orders": 1,
        "planned_lead_time": 5 * HOUR,
        "adherence_to_delivery_dates": 0.5,
        "occupancy_rate": 10 / 16,
    }
    plain = plant.engineer.get("operations/planningResults", accept="application/json").ok()
    assert {name: plain[name] for name in figures} == figures


def test_they_are_those_that_were_asked_for(plant, plan):
    first, second, third, _fourth = (operation["id"] for operation in plan["operations"])
    assert named(ask(plant, start_date=at(9))) == [second, third]
    assert named(ask(plant, end_date=at(7))) == [first]
    assert named(ask(plant, workplace_number=plan["places"][1]["number"])) == [second]
    assert named(ask(plant, workplace_group_number=plan["group"]["number"].upper())) == [first, third]
    answer = ask(plant, workplace_group_id=plan["group"]["id"], per_page=1)
    assert named(answer) == [first]
    assert answer.ok()["planned_execution_time"] == 8 * HOUR
    assert answer.links["next"]["href"].startswith("/api/v1/operations/planningResults?")
    assert ask(plant, surprise=1).errors() == [("surprise", "unknown")]
    assert ask(plant, start_date="soon").errors() == [("start_date", "invalid")]


def test_nothing_planned_has_no_figures(plant):
    found = ask(plant).ok()
    assert found["_embedded"] == {"planning_results": []}
    assert found["number_of_workplaces"] == found["planned_execution_time"] == 0
    assert [found[name] for name in ("start_date", "planned_lead_time", "occupancy_rate")] == [None] * 3


def test_each_sees_what_of_operations_may_be_read(plant, plants, plan):
    assert len(named(ask(plant, plant.operator))) == 3
    assert named(ask(plant, plants.there.engineer)) == []
    plant.grant("operation", "none")
    assert named(ask(plant, plant.colleague)) == []
    assert len(named(ask(plant))) == 3


def test_links_lead_there_and_on(plant, plan):
    links = plant.engineer.get("operations").links
    assert links["planningResults"]["templated"] is True
    answer = plant.engineer.follow(links["planningResults"])
    assert answer.links["update"] == links["updatePlanningResults"]
    assert "update" not in plant.operator.get("operations/planningResults").links
    assert answer.links["find"] == links["planningResults"]
    included = ask(plant, include="workplace,operation").items("planning_results")[0]["_embedded"]
    assert included["operation"]["id"] == plan["operations"][0]["id"]
    assert plant.engineer.follow(links["forecastResults"]).ok()["_embedded"] == {"forecast_results": []}
    assert plant.engineer.get("/docs/relations/forecastResults").status == 200
