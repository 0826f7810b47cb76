"""Master data of operations, documents, shifts and programs."""

from __future__ import annotations


def test_an_operation_is_produced_or_stands(force):
    states = force.listed("masterData/operationProductionStates")
    assert [one["id"] for one in states] == ["PRODUCTION", "DOWNTIME"]
    assert force.get("masterData/operationProductionStates/DOWNTIME")["properties"]["color"].startswith("#")
    details = force.listed("masterData/operationProductionStateDetails")
    assert set(details[0]) == {
        *("id", "description", "shortDescription", "code", "color"),
        *("isRecodable", "isSplittable", "isAnnotatable", "customerCode"),
    }
    one = force.get(f"masterData/operationProductionStateDetails/{details[1]['id']}", embed="description")
    assert one["_embedded"]["description"]["properties"]["translations"]
    assert force.listed("masterData/operationProductionStateDetails", customerCode="none") == []


def test_states_of_documents_have_the_vendors_words(force):
    states = {one["id"]: one for one in force.listed("masterData/documentStates")}
    assert {"NEW", "WAITING_FOR_RELEASE", "RELEASED", "LOCKED", "CHECKED_OUT_FOR_PROCESSING"} <= set(states)
    assert states["NEW"]["shortDescription"] == "Draft"
    for word in ("NEW", "locked", "CHECKED_OUT_FOR_PROCESSING"):
        found = force.get(f"masterData/documentStates/{word}")
        assert found["properties"]["id"] == word.upper()
        assert found["_links"]["self"]["href"].endswith(f"/documentStates/{word.upper()}")
    force.refused("GET", "masterData/documentStates/DRAGON", 404)


def test_a_shift_is_planned_until_it_is_confirmed(force, operator):
    shift = force.get("workplaces/shifts")["_embedded"]["shifts"][0]
    assert shift["properties"]["shiftStateId"] == "PLANNED"
    assert force.follow(shift["_links"]["shiftState"])["properties"]["shortDescription"] == "Planned"
    links = {one["name"]: one for one in shift["_links"]["updateWorkplaceShiftState"]}
    assert set(links) == {"CONFIRMED", "CANCELLED"}
    assert force.follow(links["CONFIRMED"])["properties"]["shiftStateId"] == "CONFIRMED"
    seen = operator.get(shift["_links"]["self"]["href"])
    assert "updateWorkplaceShiftState" not in seen["_links"]
    operator.refused("POST", links["CANCELLED"]["href"], 403)
    own = force.get("staffMembers/shifts")["_embedded"]["shifts"][0]
    force.post(f"{own['_links']['self']['href']}/CANCELLED", status=200)
    force.refused("POST", f"{own['_links']['self']['href']}/CONFIRMED", 409)


def test_settings_are_found_by_topic_and_by_name(force):
    assert force.listed("masterData/customerSpecificSettings", topic="labels") == [
        {"id": "label.printer", "topic": "labels", "value": "LP-3", "description": None}
    ]
    one = force.get("masterData/customerSpecificSettings/dashboard.refresh")
    assert one["properties"]["value"] == "30"


def test_the_index_of_master_data_leads_to_all_of_it(force):
    links = force.get("masterData")["_links"]
    for name in ("documentStates", "shiftStates", "customerSpecificSettings", "operationProductionStates"):
        assert name in links
        assert force.follow(links[name])["pagination"]["total"] > 0
