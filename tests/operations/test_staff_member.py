"""Staff member: what every resource promises; where somebody is, what they do, where they are assigned to."""

import pytest

from tests.contracts.suites import PlantContract


class TestStaffMember(PlantContract):
    kind = "staff_member"


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def member(plant):
    return plant.make("staff_member")


def href(resource):
    return resource["_links"]["self"]["href"]


def at(workplace):
    return {"workplace": {"id": workplace["id"]}}


def test_a_login_that_lasts_says_where_somebody_is(plant, member):
    first, second = plant.make("workplace"), plant.make("workplace")
    periods = f"{href(member)}/recordedLoginPeriods"
    login = plant.engineer.post(periods, {**at(first), "start_date": "2026-02-01T06:00:00Z"}).ok(201)
    assert plant.engineer.get(href(member)).links["current_workplace"]["href"] == href(first)
    assert plant.engineer.get(f"{href(first)}/currentStaffMembers").ids("staff_members") == [member["id"]]
    later = plant.engineer.post(periods, {**at(second), "start_date": "2026-02-01T08:00:00Z"}).ok(201)
    assert plant.engineer.get(f"{href(second)}/currentStaffMembers").ids("staff_members") == [member["id"]]
    assert plant.engineer.get(f"{href(first)}/currentStaffMembers").ids("staff_members") == []
    plant.engineer.delete(href(later))
    assert plant.engineer.get(href(member)).links["current_workplace"]["href"] == href(first)
    plant.engineer.patch(href(login), {"end_date": "2026-02-01T07:00:00Z"}).ok()
    assert "current_workplace" not in plant.engineer.get(href(member)).links
    history = plant.engineer.get(f"{href(member)}/history").ok()["_embedded"]["history"]
    assert [version["version"] for version in history] == [5, 4, 3, 2, 1]


def test_a_login_that_becomes_anothers_takes_the_place_along(plant, member):
    other, workplace = plant.make("staff_member"), plant.make("workplace")
    start = {"start_date": "2026-02-01T06:00:00Z"}
    login = plant.engineer.post(f"{href(member)}/recordedLoginPeriods", {**at(workplace), **start}).ok(201)
    plant.engineer.patch(href(login), {"staff_member": {"id": other["id"]}}).ok()
    assert plant.engineer.get(f"{href(workplace)}/currentStaffMembers").ids("staff_members") == [other["id"]]


def test_they_do_the_operations_whose_phase_names_them(plant, member):
    operation, workplace = plant.make("operation"), plant.make("workplace")
    executed = f"{href(member)}/currentlyExecutedOperations"
    assert plant.engineer.get(executed).ids("operations") == []
    who = {**at(workplace), "staff_member": {"id": member["id"]}}
    plant.engineer.post(f"{href(operation)}/PROCESSING", who).ok()
    assert plant.engineer.get(executed).ids("operations") == [operation["id"]]
    found = plant.engineer.get("operations", {"current_staff_member_id": member["id"]})
    assert found.ids("operations") == [operation["id"]]
    embedded = plant.engineer.get(href(member), {"include": "currentlyExecutedOperations"}).ok()["_embedded"]
    assert embedded["currentlyExecutedOperations"][0]["id"] == operation["id"]
    plant.engineer.post(f"{href(operation)}/INTERRUPTED").ok()
    assert plant.engineer.get(executed).ids("operations") == []


def test_they_are_assigned_to_workplaces_from_either_side(plants, plant, member):
    workplace, other = plant.make("workplace"), plant.make("workplace")
    mine, theirs = f"{href(member)}/assignedWorkplaces", f"{href(other)}/assignedStaffMembers"
    body = {"workplaces": [{"id": workplace["id"]}]}
    assert plant.engineer.post(mine, body).status == 204
    assert plant.engineer.post(mine, body).status == 204
    assert plant.engineer.post(theirs, {"staff_members": [{"id": member["id"]}]}).status == 204
    assert plant.engineer.get(mine).ids("workplaces") == [workplace["id"], other["id"]]
    assert {"link", "unlink", "history"} <= set(plant.engineer.get(mine).links)
    assert not {"link", "unlink"} & set(plant.operator.get(mine).links)
    assert plant.operator.post(mine, body).status == 403
    assert plants.there.engineer.post(mine, body).status == 404
    foreign = {"workplaces": [{"id": plants.there.make("workplace")["id"]}]}
    assert plant.engineer.post(mine, foreign).errors() == [("#/workplaces/0", "not_found")]
    assert plant.engineer.delete(mine, body).status == 204
    assert plant.engineer.get(f"{href(workplace)}/assignedStaffMembers").ids("staff_members") == []
    told = plant.engineer.get(f"{mine}/history").ok()["_embedded"]["history"]
    assert [one["event"] for one in told] == ["delete", "create", "create"]
