"""Tools: made with all that belongs to them, edges, characteristics, locations; commands; what is recorded."""

from __future__ import annotations

import pytest

from tests.dialects.force_bridge.conftest import Force

CHARACTERISTIC = {"name": "Diameter", "identifier": "DC", "value": "8", "unit": "mm"}


@pytest.fixture
def place(force: Force):
    return force.listed("workplaces")[0]["id"]


@pytest.fixture
def tool(force: Force, place):
    body = {
        "identifier1": "T-77",
        "name": "Drill",
        "class": {"name": "Drill", "identifier": "D"},
        "group": None,
        "lifeTime": {"current": 5, "maximum": 3_600_000},
        "location": {
            "workplaceId": place,
            "magazineNumber": "1",
            "geoCoordinates": {"latitude": 48.1, "longitude": 9.2},
        },
        "characteristics": [CHARACTERISTIC],
    }
    return force.post("tools", body)


def test_a_tool_is_made_with_place_and_characteristics(force, tool, place):
    found = tool["properties"]
    assert found["class"] == {"name": "Drill", "identifier": "D"}
    assert found["group"] == {"name": None, "identifier": None}
    assert found["lifeTime"] == {"current": 5, "warningLimit": None, "maximum": 3_600_000}
    assert "location" not in found
    where = force.follow(tool["_links"]["location"])["properties"]
    assert where["workplace"]["id"] == place
    assert where["geoCoordinates"] == {"latitude": 48.1, "longitude": 9.2}
    assert force.follow(tool["_links"]["characteristics"])["properties"]["elements"] == [CHARACTERISTIC]


def test_a_tool_with_a_bad_place_is_not_made(force):
    body = {"identifier1": "T-78", "location": {"workplaceId": "0" * 32}}
    assert "workplaceId" in force.refused("POST", "tools", 400, body)[1]
    assert force.listed("tools", identifier="T-78") == []


def test_a_tool_is_removed(force, tool):
    force.follow(tool["_links"]["deleteTool"])
    force.refused("GET", f"tools/{tool['properties']['id']}", 404)


def test_edges_stand_below_their_tool(force, tool):
    path = f"tools/{tool['properties']['id']}/edges"
    edge = force.post(path, {"identifier": "1", "lifeTime": {"maximum": 10}})
    assert edge["_links"]["self"]["href"].endswith(f"{path}/{edge['properties']['id']}")
    force.put(f"{path}/{edge['properties']['id']}", {"identifier": "2"})
    found = force.listed(path, "edges")
    assert found == [
        {
            "id": edge["properties"]["id"],
            "identifier": "2",
            "lifeTime": dict.fromkeys(("current", "warningLimit", "maximum")),
        }
    ]
    other = force.listed("tools", identifier="T-0001")[0]["id"]
    force.refused("GET", f"tools/{other}/edges/{edge['properties']['id']}", 404)


def test_characteristics_are_put_as_a_bare_list(force, tool):
    path = f"tools/{tool['properties']['id']}/characteristics"
    given = [CHARACTERISTIC, {"name": "Length", "identifier": "LF", "value": "80", "unit": None}]
    assert force.put(path, given)["properties"]["elements"] == given
    assert "[0].value" in force.refused("PUT", path, 400, [{"name": "x", "identifier": "y"}])[1]
    force.refused("PUT", path, 400, {"elements": 7})
    assert force.get(path)["properties"]["elements"] == given


def test_a_location_is_taken_away(force, tool):
    path = f"tools/{tool['properties']['id']}/location"
    force.delete(path)
    force.refused("GET", path, 404)
    assert "location" not in force.get(f"tools/{tool['properties']['id']}")["_links"]


def test_a_command_is_accepted_and_tells_how_it_goes(force, place):
    answer = force.ask(
        "POST", "commands?async=true", {"name": "START", "workplaceId": place, "parameters": {"speed": 3}}
    )
    made = answer.ok(202)
    assert made["properties"]["commandStateId"] == "REQUESTED"
    assert made["properties"]["parameters"] == {"speed": 3}
    assert force.ask("GET", answer.headers["Location"]).ok()["properties"] == made["properties"]


def test_several_commands_are_accepted_or_none(force):
    found = force.post("commands/bulk", {"commands": [{"name": "A"}, {"name": "B"}]}, 202)
    assert [one["properties"]["name"] for one in found["_embedded"]["commands"]] == ["A", "B"]
    before = force.get("commands")["pagination"]["total"]
    force.refused("POST", "commands/bulk", 400, {"commands": [{"name": "C"}, {}]})
    assert force.get("commands")["pagination"]["total"] == before


# -- recording --------------------------------------------------------------------------------------------------------


def test_a_recorded_state_shows_at_its_workplace(force, running):
    key, place = running["properties"]["id"], running["properties"]["currentWorkplace"]["id"]
    body = {"operatingStateId": "MAINTENANCE", "startDate": "2026-06-20T06:00:00.000+0200"}
    force.post(f"operations/{key}/recordedOperatingStates/update", body, 204)
    assert force.get(f"workplaces/{place}")["properties"]["operatingState"]["code"] == "MAINTENANCE"
    newest = force.get(f"workplaces/{place}/recordedOperatingStates", limit=1)["properties"]["elements"][0]
    assert newest["timePeriod"]["startDate"] == "2026-06-20T04:00:00.000Z"
    assert newest["operationId"] == key


@pytest.mark.parametrize(
    "body",
    [{}, {"operatingStateId": "NOTHING", "startDate": "2026-06-20T06:00:00Z"}, {"operatingStateId": "BREAK"}, [1]],
)
def test_a_state_that_is_none_is_not_recorded(force, running, body):
    force.refused("POST", f"operations/{running['properties']['id']}/recordedOperatingStates/update", 400, body)


def test_a_quantity_with_its_detail_is_booked(force, running):
    key = running["properties"]["id"]
    assert "qualityDetailId" in force.refused("POST", f"operations/{key}/qualityDetails", 400, {"quantity": 1})[1]
    body = {"quantity": 1, "qualityDetailId": "0" * 32}
    assert "qualityDetailId" in force.refused("POST", f"operations/{key}/qualityDetails", 400, body)[1]


def test_workplaces_of_a_group_are_listed(force):
    group = force.get("workplaceGroups")["_embedded"]["workplaceGroups"][0]
    found = force.follow(group["_links"]["assignedWorkplaces"])
    assert [one["properties"]["number"] for one in found["_embedded"]["workplaces"]] == ["TURN-1"]


def test_a_workplace_sums_up_a_period(force, running):
    place = running["properties"]["currentWorkplace"]["id"]
    path = f"workplaces/{place}/operatingStateSummary"
    query = {"startDate": "2026-06-15T06:00:00.000Z", "endDate": "2026-06-15T10:00:00.000Z"}
    found = force.get(path, **query, workplaceStateId="DOWNTIME")["properties"]
    assert found["setupTime"] == 1_800_000
    assert {one["operatingState"]["code"] for one in found["elements"]} == {"SETUP", "MALFUNCTION"}
    assert found["elements"][0]["frequency"] == 1


def test_required_skills_are_told_by_phase(force, running):
    found = force.get(f"operations/{running['properties']['id']}/requiredSkills")["properties"]
    assert found == {"setup": [], "processing": []}
