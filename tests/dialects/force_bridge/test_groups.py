"""Workplaces and their groups: predicted malfunctions, rules one by one, setup transitions."""

from __future__ import annotations

import pytest

START, END = "2026-05-01T06:00:00.000Z", "2026-05-01T14:00:00.000Z"


@pytest.fixture
def group(force):
    return force.get("workplaceGroups")["_embedded"]["workplaceGroups"][0]


def test_predicted_malfunctions_are_kept_in_scenarios(force, reader):
    place = force.listed("workplaces")[0]["id"]
    state = force.listed("masterData/operatingStates")[3]["id"]
    element = {"workplaceId": place, "operatingStateId": state, "prewarningDate": START, "criticalDate": END}
    body = {"creator": "SYSTEM", "startDate": START, "endDate": END, "elements": [element]}
    path = "workplaces/predictedMalfunctionScenarios"
    answer = force.ask("POST", path, body)
    made = answer.ok(201)["properties"]
    assert made["elements"] == [element]
    assert force.ask("GET", answer.headers["Location"]).ok()["properties"] == made
    listed = force.get(path, startDate=START)
    assert made["id"] in [one["properties"]["id"] for one in listed["_embedded"]["predictedMalfunctionScenarios"]]
    assert listed["_links"]["createMalfunctionScenario"]["method"] == "POST"
    assert "createMalfunctionScenario" not in reader.get(path)["_links"]
    body["elements"] = [{**element, "criticalDate": "2020-01-01T00:00:00Z"}]
    assert "criticalDate" in force.refused("POST", path, 400, body)[1]
    assert force.refused("GET", f"{path}/{'0' * 32}", 404)[0] == "1204404000"


def test_setup_rules_are_kept_below_their_group(force, reader, stranger, group):
    self = group["_links"]["self"]["href"]
    path = group["_links"]["setupTransitionRules"]["href"]
    body = {
        "origin": "MANUAL_DATA_MAINTENANCE",
        "criterion": "MATERIAL_NUMBER",
        "predecessorConditions": "A-1",
        "successorConditions": "A-2",
        "setupTime": 555,
    }
    sent = {**body, "setupTimeIncrement": None}
    made = force.ask("POST", path, sent)
    one = made.ok(201)
    assert made.headers["Location"] == one["_links"]["self"]["href"] == f"{path}/{one['properties']['id']}"
    assert {**one["properties"], **body} == one["properties"]
    assert one["_links"]["workplaceGroup"]["href"] == self
    again = force.follow(one["_links"]["updateSetupTransitionRule"], {**body, "setupTime": 600})
    assert again["properties"]["setupTime"] == 600
    assert "setupTime" in force.refused("PUT", made.headers["Location"], 400, {**body, "setupTime": -1})[1]
    assert "updateSetupTransitionRule" not in reader.get(made.headers["Location"])["_links"]
    stranger.refused("GET", made.headers["Location"], 404)
    for query, count in (
        ({"materialNumber": "A-1"}, 1),
        ({"materialNumber": "B"}, 0),
        ({"workplaceNumber": "MILL-1"}, 0),
    ):
        assert len(force.get(path, **query)["_embedded"]["setupTransitionRules"]) == count, query
    told = force.get(f"{self}/setupTransitions", predecessorMaterial="A-1")
    element = {"predecessorMaterial": {"number": "A-1"}, "successorMaterial": {"number": "A-2"}, "setupTime": 600}
    assert told["properties"]["elements"] == [element]
    assert told["pagination"]["total"] == 1
    assert told["properties"]["creationDate"].endswith("Z")
    force.follow(one["_links"]["deleteSetupTransitionRule"])
    assert force.refused("GET", made.headers["Location"], 404)[0].startswith("2801404")


def test_variant_rules_tell_workplaces_tools_and_delays(force, group):
    path = group["_links"]["manufacturingVariantRules"]["href"]
    place, tool = force.listed("workplaces")[0], force.listed("tools")[0]
    delays = {"processAvailability": 0.1, "performance": 0.2, "qualityRate": 0.3, "additionalSetupTime": 0}
    body = {
        "criterion": "MATERIAL_CHARACTERISTIC",
        "conditions": "color==black;width=lt=40",
        "workplaces": [{"id": place["id"]}],
        "tools": [tool["id"]],
        "additionalConditions": "nothing",
        "forecastedDelays": delays,
    }
    one = force.post(path, body)
    told = one["properties"]
    assert told["criterion"] == "MATERIAL_CHARACTERISTICS"
    assert told["workplaces"] == [{name: place[name] for name in ("id", "number", "description", "erpContextId")}]
    assert told["tools"] == [{"id": tool["id"], "name": tool["name"], "description": tool["description"]}]
    assert told["forecastedDelays"] == {
        **delays,
        "delayFactor": pytest.approx(166.666666),
        **dict.fromkeys(("intermediateSetupInterval", "intermediateSetupTime", "staffCapacityFactor", "skillFactor")),
    }
    found = force.get(path, workplaceNumber=place["number"], criterion="MATERIAL_CHARACTERISTICS")
    assert one["properties"]["id"] in [
        each["properties"]["id"] for each in found["_embedded"]["manufacturingVariantRules"]
    ]
    force.follow(one["_links"]["updateManufacturingVariantRule"], {**body, "tools": []})
    assert force.get(one["_links"]["self"]["href"])["properties"]["tools"] == []
    assert "conditions" in force.refused("POST", path, 400, {**body, "conditions": "black"})[1]
    other = force.refused("GET", f"workplaceGroups/{'0' * 32}/manufacturingVariantRules", 404)
    assert other[0].startswith("2801404")
