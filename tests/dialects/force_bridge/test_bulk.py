"""Many assignments at once: all or none, each as the PUT would have it; refusals name the elements."""

from __future__ import annotations

import pytest

from tests.dialects.force_bridge.conftest import Force

START, END = "2026-04-01T06:00:00.000Z", "2026-04-01T14:00:00.000+0200"


@pytest.fixture
def place(force: Force):
    return force.listed("workplaces")[0]["id"]


def assignment(operation, place, **more):
    return {
        "operationId": operation["properties"]["id"],
        "workplaceId": place,
        "startDate": START,
        "endDate": END,
        "fixed": True,
        "somethingNew": 1,
        **more,
    }


@pytest.mark.parametrize(
    ("path", "member", "one"),
    [("forecastResults", "forecastResults", "forecastResult"), ("planningResults", "assignments", "planningResult")],
)
def test_all_are_written_as_puts_would(force, planned, place, path, member, one):
    body = {member: [assignment(operation, place) for operation in planned]}
    assert force.post(f"operations/{path}/update", body, 204) is None
    for operation in planned:
        found = force.get(f"operations/{operation['properties']['id']}/{one}")["properties"]
        assert (found["startDate"], found["endDate"], found["fixed"]) == (START, "2026-04-01T12:00:00.000Z", True)


def test_one_bad_element_stops_all_and_is_named(force, planned, place):
    before = [force.get(f"operations/{one['properties']['id']}/forecastResult") for one in planned]
    elements = [assignment(operation, place) for operation in planned]
    elements[1]["endDate"] = "2026-03-01T06:00:00.000Z"
    elements[2]["operationId"] = "F" * 32
    code, message = force.refused("POST", "operations/forecastResults/update", 400, {"forecastResults": elements})
    assert code == "1103400000"
    assert "forecastResults[1].endDate" in message
    assert "forecastResults[2].operationId" in message
    assert [force.get(f"operations/{one['properties']['id']}/forecastResult") for one in planned] == before


@pytest.mark.parametrize("body", [None, [], {}, {"assignments": {}}, {"forecastResults": [1]}])
def test_bodies_that_are_no_lists_are_refused(force, body):
    force.refused("POST", "operations/planningResults/update", 400, body)


def test_an_operation_twice_is_refused(force, planned, place):
    body = {"assignments": [assignment(planned[0], place), assignment(planned[0], place)]}
    assert "assignments[1]" in force.refused("POST", "operations/planningResults/update", 400, body)[1]


def test_who_may_only_read_writes_nothing(reader, operator, planned, place):
    body = {"assignments": [assignment(planned[0], place)]}
    for caller in (reader, operator):
        caller.refused("POST", "operations/planningResults/update", 403, body)


def test_a_foreign_operation_does_not_exist(stranger, planned, place):
    body = {"assignments": [assignment(planned[0], place)]}
    assert "assignments[0].operationId" in stranger.refused("POST", "operations/planningResults/update", 400, body)[1]


# -- staff members ----------------------------------------------------------------------------------------------------


@pytest.fixture
def shifts(force: Force):
    return force.listed("staffMembers/shifts")


def test_staff_is_planned_in_one_go(force, shifts, place):
    elements = [
        {"staffMemberId": one["staffMemberId"], "staffMemberShiftId": one["id"], "workplaceId": place}
        | {"startDate": one["startDate"], "endDate": one["endDate"], "capacity": 0.5, "fixed": True}
        for one in shifts
    ]
    force.post("staffMembers/planningResults/update", {"elements": elements}, 204)
    for one in shifts:
        path = f"staffMembers/{one['staffMemberId']}/shifts/{one['id']}/planningResult"
        found = force.get(path)["properties"]["elements"]
        assert [(each["workplaceId"], each["capacity"]) for each in found] == [(place, 0.5)]


def test_another_ones_shift_is_refused_by_name(force, shifts, place):
    one, other = shifts
    element = {"staffMemberId": other["staffMemberId"], "staffMemberShiftId": one["id"], "workplaceId": place}
    body = {"elements": [element | {"startDate": START, "endDate": END}]}
    _code, message = force.refused("POST", "staffMembers/planningResults/update", 400, body)
    assert "elements[0].staffMemberId" in message
    force.refused("GET", f"staffMembers/{other['staffMemberId']}/shifts/{one['id']}/planningResult", 404)


def test_the_assignment_of_a_shift_is_replaced_and_taken_away(force, shifts, place):
    path = f"staffMembers/{shifts[0]['staffMemberId']}/shifts/{shifts[0]['id']}/planningResult"
    element = {"workplaceId": place, "startDate": START, "endDate": END}
    assert force.put(path, {"elements": [element]})["properties"]["elements"][0]["startDate"] == START
    force.refused("PUT", path, 400, {"elements": [element, element]})
    force.delete(path)
    force.refused("GET", path, 404)
