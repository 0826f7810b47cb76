"""Machines: what is booked to the operation in progress, and their states with the details of them."""

from __future__ import annotations

import pytest


@pytest.fixture
def machine(force):
    return force.get("machines")["_embedded"]["machines"][0]


@pytest.fixture
def details(force):
    found = force.get("masterData/machineStateDetails", limit=100)["_embedded"]["machineStateDetails"]
    return {one["properties"]["code"]: one["properties"]["id"] for one in found}


def total(force, running):
    return force.get(f"operations/{running['properties']['id']}/quantitySummary")["properties"]["totalQuantity"]


def test_bookings_go_to_the_operation_in_progress(force, reader, running, machine):
    before = total(force, running)
    for name, body in (("strokes", {"strokes": 2}), ("counterIncrease", {"count": 3})):
        link = machine["_links"][name]
        assert link["method"] == "POST"
        assert force.ask("POST", link["href"] + "?async=true", body).status == 204
        assert name not in reader.get(machine["_links"]["self"]["href"])["_links"]
        reader.refused("POST", link["href"], 403, body)
    assert total(force, running) == before + 5
    assert "count" in force.refused("POST", machine["_links"]["counterIncrease"]["href"], 400, {"count": "x"})[1]
    assert "strokes" in force.refused("POST", machine["_links"]["strokes"]["href"], 400, {})[1]


def test_a_quantity_with_a_detail(force, running, machine):
    link = machine["_links"]["quantitiesWithQualityDetails"]
    before = total(force, running)
    detail = force.listed("masterData/qualityDetails")[0]["id"]
    assert force.ask("POST", link["href"], {"quantity": 1.5, "qualityDetailId": detail}).status == 204
    assert total(force, running) == before + 1.5
    message = force.refused("POST", link["href"], 400, {"quantity": 1.5, "qualityDetailId": "0" * 32})[1]
    assert "qualityDetailId" in message


def test_nothing_is_booked_where_nothing_is_in_progress(force, running, machine, stranger):
    force.post(f"operations/{running['properties']['id']}/COMPLETED", None, 200)
    self = machine["_links"]["self"]["href"]
    assert "strokes" not in force.get(self)["_links"]
    code, message = force.refused("POST", f"{self}/strokes", 409, {"strokes": 1})
    assert (code[:7], "in progress" in message) == ("1700409", True)
    stranger.refused("POST", f"{self}/strokes", 404, {"strokes": 1})


def test_states_are_recorded_and_corrected_at_the_workplace(force, reader, machine, details):
    place = machine["properties"]["workplaceId"]
    path = f"workplaces/{place}/machine/recordedMachineStateDetails"
    body = {"machineStateDetailIds": [details["BREAK"]], "remark": "lunch"}
    force.post(f"workplaces/{place}/machine/DOWNTIME", body, 200)
    elements = force.get(path)["properties"]["elements"]
    last = elements[-1]
    assert (last["code"], last["description"], last["remark"]) == ("BREAK", "Break", "lunch")
    assert (last["machineStateId"], last["workplaceStateId"]) == ("DOWNTIME", "DOWNTIME")
    assert last["machineStateDetailIds"] == [details["BREAK"]]
    assert elements[0]["workplaceStateId"] == "PRODUCTION"
    body = {"startDate": last["timePeriod"]["startDate"], "machineStateDetailIds": [details["MALFUNCTION"]]}
    reader.refused("POST", f"{path}/update", 403, body)
    assert force.ask("POST", f"{path}/update", body).status == 204
    again = force.get(path)["properties"]["elements"]
    assert [one["code"] for one in again] == [*(one["code"] for one in elements[:-1]), "MALFUNCTION"]
    assert "startDate" in force.refused("POST", f"{path}/update", 400, {**body, "startDate": "2001-01-01T00:00:00Z"})[1]
    wrong = {**body, "machineStateDetailIds": [details["SETUP"]]}
    assert "machineStateDetailIds[0]" in force.refused("POST", f"{path}/update", 400, wrong)[1]
    by_hand = force.listed("workplaces", workplaceNumber="ASSY-1")[0]["id"]
    force.refused("GET", f"workplaces/{by_hand}/machine/recordedMachineStateDetails", 404)


def test_details_are_master_data(force, details):
    one = force.get(f"masterData/machineStateDetails/{details['BREAK']}", embed="machineState")
    assert one["properties"]["machineStateId"] == "DOWNTIME"
    assert one["properties"]["isRecodable"] is True
    assert one["_embedded"]["machineState"]["properties"]["id"] == "DOWNTIME"
    assert force.listed("masterData/machineStateDetails", customerCode="nobody's") == []
