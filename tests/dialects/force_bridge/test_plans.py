"""Plans: results with their figures, scenarios, the sequence of an order, shifts and times, reports."""

from __future__ import annotations

import pytest

from hub import context, registry, writing
from operations.models import Operation
from tests.dialects.force_bridge.conftest import Force

START, END = "2026-05-01T06:00:00.000Z", "2026-05-01T14:00:00.000Z"


@pytest.mark.parametrize("path", ["planningResults", "forecastResults"])
def test_results_are_listed_with_what_they_amount_to(force, path):
    found = force.get(f"operations/{path}", limit=2)
    figures, items = found["properties"], found["_embedded"][path]
    assert (len(items), found["pagination"]["total"]) == (2, 5)
    assert figures["numberOfWorkplaces"] == 3
    assert isinstance(figures["plannedExecutionTime"], int)
    assert figures["setupReduction"] is None
    assert figures["startDate"].endswith(".000Z")
    assert found["_links"][f"update{path[0].upper()}{path[1:]}"]["method"] == "POST"
    rest = force.follow(found["_links"]["last"])["_embedded"][path]
    assert len(rest) == 1


@pytest.mark.parametrize("path", ["planningResults", "forecastResults"])
def test_each_result_links_itself_its_place_and_what_can_be_done_with_it(force, reader, path):
    name = path[:-1]
    query = {"limit": 1, "embed": "workplace"}
    one = force.get(f"operations/{path}", **query)["_embedded"][path][0]
    assert one["_links"]["self"]["href"].endswith(
        f"/operations/{one['properties']['operationId']}/{name}?embed=workplace"
    )
    assert one["_embedded"]["workplace"]["properties"]["id"] == one["properties"]["workplaceId"]
    assert one["_links"][f"update{name[0].upper()}{name[1:]}"]["method"] == "PUT"
    again = force.follow(one["_links"]["self"])
    assert (again["properties"], again["_embedded"]) == (one["properties"], one["_embedded"])
    links = reader.get(f"operations/{path}", **query)["_embedded"][path][0]["_links"]
    assert not [relation for relation in links if relation.startswith(("update", "delete"))]
    plain = force.ask("GET", f"operations/{path}?limit=1", Accept="application/json").json
    assert set(plain) == {"properties", "pagination", "_embedded"}
    assert set(plain["_embedded"][path][0]) == {"properties"}


def test_results_are_found_by_workplace_and_period(force, reader):
    found = reader.get("operations/planningResults", workplaceNumber="TURN-1")
    place = force.listed("workplaces", workplaceNumber="TURN-1")[0]["id"]
    assert {one["properties"]["workplaceId"] for one in found["_embedded"]["planningResults"]} == {place}
    assert "updatePlanningResults" not in found["_links"]
    assert reader.get("operations/planningResults", startDate="2030-01-01T00:00:00Z")["pagination"]["total"] == 0
    force.refused("GET", "operations/planningResults?useOriginalValues=true", 400)


def test_forecasts_are_asked_for_with_original_values_or_without(force):
    for flag in ("true", "false"):
        assert force.get("operations/forecastResults", useOriginalValues=flag)["pagination"]["total"] == 5
    assert "useOriginalValues" in force.refused("GET", "operations/forecastResults?useOriginalValues=maybe", 400)[1]


def test_results_of_staff_are_listed(force):
    found = force.get("staffMembers/planningResults")["properties"]
    assert found["numberOfPlannedStaffMembers"] == 2
    who = found["elements"][0]["staffMemberId"]
    of_one = force.get(f"staffMembers/{who}/planningResults")["properties"]
    assert [one["staffMemberId"] for one in of_one["elements"]] == [who]
    assert of_one["numberOfPlannedStaffMembers"] == 1


def test_a_scenario_is_made_with_its_assignments(force, planned):
    place = force.listed("workplaces")[0]["id"]
    assignments = [
        {"operationId": one["properties"]["id"], "workplaceId": place, "startDate": START, "endDate": END}
        for one in planned
    ]
    body = {"creator": "me", "startDate": START, "endDate": END, "assignments": assignments}
    answer = force.ask("POST", "operations/planningScenarios", body)
    made = answer.ok(201)["properties"]
    assert made["creator"] == "me"
    assert made["numberOfOperations"] == len(made["elements"]) == len(planned)
    found = force.ask("GET", answer.headers["Location"] + "?limit=1").ok()
    assert found["pagination"]["total"] == len(planned)
    assert force.listed("operations/planningScenarios")[0]["id"] == made["id"]


def test_a_scenario_with_a_bad_assignment_is_not_made(force):
    body = {"startDate": START, "endDate": END, "assignments": [{"operationId": "0" * 32}]}
    before = force.get("operations/planningScenarios")["pagination"]["total"]
    assert "assignments[0].operationId" in force.refused("POST", "operations/planningScenarios", 400, body)[1]
    assert (
        "endDate" in force.refused("POST", "operations/planningScenarios", 400, {"startDate": END, "endDate": START})[1]
    )
    assert force.get("operations/planningScenarios")["pagination"]["total"] == before
    force.refused("GET", f"operations/planningScenarios/{'0' * 32}", 404)


def test_an_order_tells_the_sequence_of_its_operations(force, running):
    order = running["properties"]["productionOrder"]["id"]
    elements = force.get(f"productionOrders/{order}/operationSequence")["properties"]["elements"]
    keys = [one["operation"]["id"] for one in elements]
    assert [one["operation"]["number"] for one in elements] == ["0010", "0020", "0030"]
    assert [[each["operationId"] for each in one["predecessors"]] for one in elements] == [[], keys[:1], keys[1:2]]
    assert [[each["operationId"] for each in one["successors"]] for one in elements] == [keys[1:2], keys[2:], []]
    only = force.get(f"productionOrders/{order}/operationSequence", operationNumber="0020", limit=5)
    assert [one["operation"]["number"] for one in only["properties"]["elements"]] == ["0020"]
    assert only["properties"]["elements"][0]["predecessors"][0]["operationId"] == keys[0]


def test_dependencies_tell_the_sequence(force, running):
    order = running["properties"]["productionOrder"]["id"]
    path = f"productionOrders/{order}/operationSequence"
    first, second, third = (one["operation"]["id"] for one in force.get(path)["properties"]["elements"])
    with context.acting(None):
        operations = {one.uuid.hex.upper(): one for one in Operation.objects.all()}
        writing.create(
            registry.get("operation_dependency"),
            {
                "predecessor": operations[third],
                "successor": operations[first],
                "tenant": operations[first].tenant,
                "target_queue_time": 5000,
                "minimum_offset_time": 6000,
            },
        )
    elements = force.get(path)["properties"]["elements"]
    assert [one["operation"]["id"] for one in elements] == [second, third, first]
    assert elements[2]["predecessors"] == [
        {
            "operationId": third,
            "targetQueueTime": 5000,
            "minimumSendAheadQuantity": None,
            "minimumOffsetTime": 6000,
            "minimumOverlapTime": None,
        }
    ]
    assert elements[1]["successors"] == [{"operationId": first, "targetWaitTime": None, "targetMoveTime": None}]
    page = force.get(path, limit=1, offset=2)
    assert (page["pagination"]["total"], page["pagination"]["count"]) == (3, 1)
    assert page["properties"]["elements"][0]["operation"]["id"] == first
    assert force.get(path, workplaceNumber="MILL-1", isDispatched="true")["pagination"]["total"] == 1
    assert "isPlannable" in force.refused("GET", f"{path}?isPlannable=maybe", 400)[1]
    force.refused("GET", f"{path}?embed=operation", 400)


def test_an_order_has_dates_of_its_own(force, reader, running):
    path = f"productionOrders/{running['properties']['productionOrder']['id']}/scheduledDates"
    body = {"scheduledStartDate": START, "scheduledEndDate": "2026-05-01T16:00:00.000+0200"}
    answer = force.ask("PUT", path, body)
    assert answer.ok()["properties"]["scheduledEndDate"] == END
    assert [one["scheduledDates"]["scheduledStartDate"] for one in answer.json["properties"]["elements"]] == [None] * 3
    assert len(force.get(path, limit=2)["properties"]["elements"]) == 2
    assert force.get(path)["_links"]["updateScheduledDates"]["method"] == "PUT"
    assert "updateScheduledDates" not in reader.get(path)["_links"]
    key = running["properties"]["id"]
    element = {"operationId": key, "scheduledDates": {"scheduledStartDate": END, "scheduledEndDate": START}}
    _code, message = force.refused("PUT", path, 400, {"scheduledStartDate": END, "elements": [element, {}]})
    assert "elements[0].scheduledEndDate" in message
    assert "elements[1].operationId" in message
    assert force.get(path)["properties"]["scheduledStartDate"] == START
    assert force.ask("PUT", path, body, If_Match='"1-2"').status == 412


def test_shifts_of_workplaces_are_found(force):
    found = force.get("workplaces/shifts", workplaceNumber="TURN-1", embed="shiftType,workplace")
    one = found["_embedded"]["shifts"][0]
    assert one["_embedded"]["workplace"]["properties"]["number"] == "TURN-1"
    assert one["_embedded"]["shiftType"]["properties"]["code"] == "EARLY"
    assert force.follow(one["_links"]["self"])["properties"] == one["properties"]


@pytest.mark.parametrize(
    ("owner", "path"),
    [
        *(("workplaces", name) for name in ("scheduledOperatingTimes", "scheduledMaintenanceTimes")),
        *(("staffMembers", name) for name in ("recordedLoginPeriods", "recordedAttendanceTimes", "absenceTimes")),
    ],
)
def test_times_are_told_newest_first(force: Force, owner, path):
    totals = []
    for one in force.listed(owner):
        found = force.get(f"{owner}/{one['id']}/{path}")
        totals.append(found["pagination"]["total"])
        assert len(found["properties"]["elements"]) == found["pagination"]["count"]
    assert any(totals)


@pytest.mark.parametrize("name", ["totalQuantity", "hitListOperatingStatesWorkplace"])
def test_reports_take_a_period_and_a_place(force, name):
    query = {"startDate": "2026-06-15T06:00:00.000Z", "endDate": "2026-06-15T10:00:00.000+0000"}
    found = force.get(f"reports/{name}", **query, workplaceNumber="TURN-1")["properties"]
    assert found["elements"]
    assert found["startDate"] == query["startDate"]
    assert "startDate" in force.refused("GET", f"reports/{name}?workplaceNumber=TURN-1", 400)[1]
    force.refused("GET", f"reports/{name}?startDate={query['startDate']}&colour=red", 400)
