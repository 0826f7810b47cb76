"""Staff members: their scenarios, when they are to work, where they belong, where they are and what they do."""

from __future__ import annotations

import pytest

START, END = "2026-05-01T06:00:00.000Z", "2026-05-01T14:00:00.000Z"


@pytest.fixture
def mia(force):
    return force.get("staffMembers", staffNumber="S-100")["_embedded"]["staffMembers"][0]


def test_a_scenario_is_made_with_its_elements(force, reader):
    shifts, places = force.listed("staffMembers/shifts"), force.listed("workplaces")
    plan = force.listed("operations/planningScenarios")[0]["id"]
    elements = [
        {
            "staffMemberId": shift["staffMemberId"],
            "staffMemberShiftId": shift["id"],
            "workplaceId": places[0]["id"],
            "startDate": START,
            "endDate": END,
        }
        for shift in shifts
    ]
    body = {"creator": "me", "startDate": START, "endDate": END, "operationsPlanningScenarioId": plan}
    answer = force.ask("POST", "staffMembers/planningScenarios", {**body, "elements": elements})
    made = answer.ok(201)["properties"]
    assert (made["creator"], made["operationsPlanningScenarioId"]) == ("me", plan)
    assert made["numberOfPlannedStaffMembers"] == len(made["elements"]) == len(shifts)
    assert made["occupancyTime"] == len(shifts) * 8 * 3_600_000
    assert {one["staffMemberId"] for one in made["elements"]} == {one["staffMemberId"] for one in shifts}
    found = force.ask("GET", answer.headers["Location"] + "?limit=1").ok()
    assert found["pagination"]["total"] == len(shifts)
    assert force.follow(found["_links"]["self"])["properties"]["id"] == made["id"]
    listed = force.get("staffMembers/planningScenarios")
    assert listed["_embedded"]["planningScenarios"][0]["properties"]["id"] == made["id"]
    assert "createPlanningScenario" in listed["_links"]
    assert "createPlanningScenario" not in reader.get("staffMembers/planningScenarios")["_links"]


def test_a_scenario_with_a_bad_element_is_not_made(force, reader, stranger):
    path = "staffMembers/planningScenarios"
    before = force.get(path)["pagination"]["total"]
    body = {"startDate": START, "endDate": END, "elements": [{"workplaceId": "0" * 32, "startDate": START}]}
    message = force.refused("POST", path, 400, body)[1]
    for name in ("workplaceId", "staffMemberShiftId", "endDate"):
        assert f"elements[0].{name}" in message
    assert force.get(path)["pagination"]["total"] == before
    reader.refused("POST", path, 403, body)
    assert force.refused("GET", f"{path}/{'0' * 32}", 404)[0].startswith("1604404")
    stranger.refused("GET", f"{path}/{force.listed(path)[0]['id']}", 404)


def test_what_operations_ask_for_is_told_of_plans_of_staff(force):
    period = {"startDate": "2026-06-15T00:00:00Z", "endDate": "2026-06-16T00:00:00Z"}
    found = force.get("staffMembers/planningResults", **period)["properties"]
    assert found["requirementOfStaffHours"] == 2 * 6 * 3_600_000
    assert found["coverageOfPersonnelRequirements"] == pytest.approx(16 / 12)
    assert found["startDate"] == "2026-06-15T00:00:00.000Z"
    assert "workplaceShiftId" in found["elements"][0]


def test_working_times_of_one_are_told_newest_first_and_of_all_by_member(force, mia):
    one = force.get(f"staffMembers/{mia['properties']['id']}/scheduledWorkingTimes")["properties"]["elements"]
    assert [time["duration"] for time in one] == [12_600_000, 14_400_000]
    found = force.get("staffMembers/scheduledWorkingTimes", limit=1)
    assert (found["pagination"]["total"], found["pagination"]["count"]) == (2, 1)
    element = found["properties"]["elements"][0]
    assert element["staffMemberId"] == mia["properties"]["id"]
    assert element["scheduledWorkingTimes"] == one[::-1]
    late = force.get("staffMembers/scheduledWorkingTimes", startDate="2026-06-15T11:00:00Z")["properties"]["elements"]
    assert [len(each["scheduledWorkingTimes"]) for each in late] == [1, 1]
    assert "startDate" in force.refused("GET", "staffMembers/scheduledWorkingTimes?startDate=soon", 400)[1]


def test_workplaces_that_somebody_is_assigned_to(force, mia):
    link = mia["_links"]["assignedWorkplaces"]
    assert link["embeddable"] is True
    places = force.follow(link)["_embedded"]["workplaces"]
    assert [place["properties"]["number"] for place in places] == ["TURN-1"]
    embedded = force.get(f"staffMembers/{mia['properties']['id']}", embed="assignedWorkplaces")["_embedded"]
    inside = embedded["assignedWorkplaces"]["_embedded"]["workplaces"]
    assert [place["properties"] for place in inside] == [place["properties"] for place in places]


def test_a_location_is_put_and_taken_away(force, reader, mia):
    where = {"geoCoordinates": {"latitude": 47.5, "longitude": 9.5}}
    for owner in (mia, force.get("workplaces")["_embedded"]["workplaces"][1]):
        self = owner["_links"]["self"]["href"]
        assert "updateLocation" in owner["_links"]
        assert "updateLocation" not in reader.get(self)["_links"]
        assert force.put(f"{self}/location", where)["properties"] == where
        found = force.get(self, embed="location")
        assert found["_embedded"]["location"]["properties"] == where
        force.refused("PUT", f"{self}/location", 400, {"geoCoordinates": {"latitude": 100, "longitude": 0}})
        force.follow(found["_links"]["deleteLocation"])
        assert "location" not in force.get(self)["_links"]
        assert force.refused("GET", f"{self}/location", 404)[0][2:4] == "03"


def test_who_is_where_and_does_what_is_linked_one_by_one(force, running):
    place = force.get(f"workplaces/{running['properties']['currentWorkplace']['id']}", embed="currentStaffMembers")
    assert [one["href"] for one in place["_links"]["currentOperations"]] == [running["_links"]["self"]["href"]]
    here = place["_embedded"]["currentStaffMembers"]
    assert [one["properties"]["staffNumber"] for one in here] == ["S-100"]
    who = here[0]["properties"]["id"]
    assert here[0]["_links"]["currentlyExecutedOperations"] == []
    body = {"workplaceId": place["properties"]["id"], "staffMemberId": who}
    force.post(f"operations/{running['properties']['id']}/SETUP", body, 200)
    member = force.get(f"staffMembers/{who}")
    linked = member["_links"]["currentlyExecutedOperations"]
    assert [(one["href"], one["embeddable"]) for one in linked] == [(running["_links"]["self"]["href"], True)]
    inside = force.get(f"staffMembers/{who}", embed="currentlyExecutedOperations")["_embedded"]
    assert [one["properties"]["id"] for one in inside["currentlyExecutedOperations"]] == [running["properties"]["id"]]
