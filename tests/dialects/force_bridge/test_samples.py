"""The vendor's sample programs: their requests with the headers they send, and every field that they read."""

from __future__ import annotations

import pytest

from tests.dialects.force_bridge.conftest import Force, token

SENT = {"Accept": "application/json;charset=UTF-8", "Accept_Language": "en-EN"}


@pytest.fixture
def java(secret) -> Force:
    """How the Java and Python samples ask for data."""
    return Force(token(*secret), **SENT)


@pytest.fixture
def flow(secret) -> Force:
    """How Node-RED and Postman ask: without Accept."""
    return Force(token(*secret))


def texts(found, *names):
    return [isinstance(found[name], str) and bool(found[name]) for name in names] == [True] * len(names)


@pytest.mark.parametrize("query", ["", "?limit=10"])
def test_available_workplaces(java, query):
    found = java.ask("GET", f"workplaces{query}").ok()
    assert found["_embedded"]["workplaces"]
    for item in found["_embedded"]["workplaces"]:
        assert texts(item["properties"], "id", "number", "description")


def test_the_operating_state_of_a_workplace(java):
    found = java.get("workplaces", workplaceNumber="TURN-1")["_embedded"]["workplaces"][0]["properties"]
    assert (found["number"], found["description"]) == ("TURN-1", "Turning centre ST-20")
    assert texts(found["operatingState"], "code", "description", "id")


def test_a_workplace_that_is_not_there_is_an_empty_list(java):
    assert java.get("workplaces", workplaceNumber="G550-1072")["_embedded"] == {"workplaces": []}


def test_operating_states(java):
    for item in java.get("masterData/operatingStates", limit=10)["_embedded"]["operatingStates"]:
        assert texts(item["properties"], "code", "shortDescription", "description", "color")


def test_plain_answers_have_no_links_and_one_line(java):
    answer = java.ask("GET", "workplaces")
    assert answer.headers["Content-Type"] == "application/json"
    assert b"_links" not in answer.content
    assert b"\n" not in answer.content
    assert all(set(item) == {"properties"} for item in answer.json["_embedded"]["workplaces"])
    assert all(isinstance(answer.json["pagination"][name], int) for name in ("offset", "limit", "count", "total"))


def test_a_language_that_is_not_spoken_falls_back(java):
    assert java.ask("GET", "workplaces").headers["Content-Language"] == "en-GB"


# -- the dashboard ----------------------------------------------------------------------------------------------------


@pytest.fixture
def place(flow):
    return flow.get("workplaces", workplaceNumber="TURN-1")["_embedded"]["workplaces"][0]["properties"]["id"]


@pytest.fixture
def at_work(flow, place):
    query = {"isInProgress": "true", "limit": 100, "paginationDirection": "NEXT", "workplaceId": place}
    return flow.get("operations", **query)["_embedded"]["operations"][0]["properties"]


def test_dashboard_workplace(flow, place):
    found = flow.get(f"workplaces/{place}")["properties"]
    assert texts(found, "id", "number", "description")
    assert found["operatingState"]["description"] == "Production"


def test_dashboard_operation_in_progress(at_work):
    assert texts(at_work, "id", "number", "description", "operationPhaseId", "startDate")
    assert at_work["operationPhaseId"] == "PROCESSING"
    assert texts(at_work["material"], "number")
    assert texts(at_work["productionOrder"], "id", "number", "description")


def test_dashboard_efficiency(flow, place):
    start = "2026-06-15T00:00:00.000%2B00:00"
    end = "2026-06-15T12:00:00.000%2B0000"
    query = f"startDate={start}&endDate={end}&workplaceId={place}"
    found = flow.ask("GET", f"reports/overallEquipmentEfficiency?{query}").ok()["properties"]
    assert all(found[name] >= 0 for name in ("oee", "quality", "performance", "availability"))
    assert found["availability"] <= 1
    assert found["quality"] == pytest.approx(42 / 45)


def test_dashboard_quantities(flow, at_work):
    found = flow.get(f"operations/{at_work['id']}/quantitySummary")["properties"]
    assert found["totalQuantity"] == 45
    assert 0 < found["qualityRate"] < 1
    assert isinstance(found["timePerUnit"], int)
    assert found["elements"][0]["quantities"] == {"yield": 42, "scrap": 2, "rework": 1, "uncategorized": 0}


def test_dashboard_specification(flow, at_work):
    found = flow.get(f"operations/{at_work['id']}/specification")["properties"]
    assert found["targetQuantity"] == 100
    times = ("targetSetupTime", "targetProcessingTime", "targetTimePerUnit")
    assert [found[name] for name in times] == [1_800_000, 18_000_000, 180_000]


def test_dashboard_times(flow, at_work):
    found = flow.get(f"operations/{at_work['id']}/operatingStateSummary")["properties"]
    assert all(isinstance(found[name], int) for name in ("setupTime", "processingTime"))


def test_the_c_sharp_sample_asks_version_2_with_a_charset(secret):
    force = Force(token(*secret), Accept="application/hal+json;charset=UTF-8")
    found = force.ask("GET", "/ffwebservices/api/v2/workplaces").ok()
    assert found["_links"]["self"]["href"] == "http://testserver/ffwebservices/api/v2/workplaces"
    assert found["_embedded"]["workplaces"][0]["_links"]["self"]["href"].startswith(
        "http://testserver/ffwebservices/api/v2/workplaces/"
    )
