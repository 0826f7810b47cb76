"""States: every legal one is a link, illegal ones are refused by name, and links alone lead from first to last."""

from __future__ import annotations

import pytest

from tests.dialects.force_bridge.conftest import Force

RELATION = "updateToolAssemblyOrderState"


def links(found):
    """The state links, one or several."""
    offered = found["_links"].get(RELATION, [])
    return offered if isinstance(offered, list) else [offered]


@pytest.fixture
def order(force: Force, running):
    return force.post("tools/assemblyOrders", {"operationId": running["properties"]["id"]})


def test_an_order_is_led_from_its_first_to_its_last_state_by_links(force, running):
    root = force.get("")
    orders = force.follow(root["_links"]["toolAssemblyOrders"])
    order = force.follow(orders["_links"]["createToolAssemblyOrder"], {"operationId": running["properties"]["id"]})
    seen = [order["properties"]["toolAssemblyOrderStateId"]]
    while links(order):
        link = next(one for one in links(order) if one["name"] not in {*seen, "UNAVAILABLE"})
        assert (link["method"], link["embeddable"]) == ("POST", False)
        order = force.follow(link)
        seen.append(order["properties"]["toolAssemblyOrderStateId"])
    assert (seen[0], seen[-1]) == ("REQUESTED", "COMPLETED")
    assert RELATION not in order["_links"]


def test_one_target_is_one_link(force, order):
    key = order["properties"]["id"]
    force.post(f"tools/assemblyOrders/{key}/UNAVAILABLE", None, 200)
    found = force.get(f"tools/assemblyOrders/{key}")["_links"][RELATION]
    assert (found["name"], found["method"]) == ("REQUESTED", "POST")


def test_several_targets_are_a_list_of_links(order):
    assert [link["name"] for link in order["_links"][RELATION]] == ["INITIATED", "UNAVAILABLE"]


def test_an_illegal_state_is_refused_with_the_legal_ones(force, order):
    code, message = force.refused("POST", f"tools/assemblyOrders/{order['properties']['id']}/RELEASED", 409)
    assert code == "2202409002"
    assert "INITIATED" in message


def test_a_state_that_is_none_is_not_found(force, order):
    path = f"tools/assemblyOrders/{order['properties']['id']}/SOMEWHERE"
    assert force.refused("POST", path, 404)[0] == "2202404000"


def test_the_same_state_again_changes_nothing(force, order):
    key = order["properties"]["id"]
    first = force.post(f"tools/assemblyOrders/{key}/INITIATED", None, 200)
    assert force.post(f"tools/assemblyOrders/{key}/INITIATED", None, 200) == first


def test_who_may_not_change_sees_no_actions(force, operator, reader, order):
    key = order["properties"]["id"]
    for caller in (operator, reader):
        found = caller.get(f"tools/assemblyOrders/{key}")["_links"]
        assert {link["method"] for link in found.values() if isinstance(link, dict)} == {"GET"}
        assert RELATION not in found
        assert "createToolAssemblyOrder" not in caller.get("tools/assemblyOrders")["_links"]
        caller.refused("POST", f"tools/assemblyOrders/{key}/INITIATED", 403)
        caller.refused("POST", "tools/assemblyOrders", 403, {"operationId": "x"})


def test_another_tenants_order_does_not_exist(stranger, order):
    key = order["properties"]["id"]
    stranger.refused("GET", f"tools/assemblyOrders/{key}", 404)
    stranger.refused("POST", f"tools/assemblyOrders/{key}/INITIATED", 404)


# -- phases of operations ---------------------------------------------------------------------------------------------


def test_phases_are_entered_by_links(force, planned):
    found = planned[0]
    names = [link["name"] for link in found["_links"]["setOperationPhase"]]
    assert {"SETUP", "PROCESSING"} <= set(names)
    link = next(link for link in found["_links"]["setOperationPhase"] if link["name"] == "SETUP")
    place = force.listed("workplaces")[1]["id"]
    entered = force.follow(link, {"workplaceId": place})
    assert entered["properties"]["operationPhaseId"] == "SETUP"
    assert entered["properties"]["currentWorkplace"]["id"] == place
    stays = force.get(f"operations/{found['properties']['id']}/recordedOperationPhases")["properties"]
    assert stays["elements"][0]["operationPhaseId"] == "SETUP"
    assert {"executionTime", "setupPhaseDuration", "processingPhaseDuration"} <= set(stays)


def test_setup_takes_a_workplace(force, planned):
    key = planned[0]["properties"]["id"]
    _code, message = force.refused("POST", f"operations/{key}/SETUP?async=false", 400, {"staffMemberId": None})
    assert "workplaceId" in message
    assert (
        force.get(f"operations/{key}")["properties"]["operationPhaseId"] == planned[0]["properties"]["operationPhaseId"]
    )


def test_a_workplace_that_nobody_knows_is_refused_by_name(force, planned):
    key = planned[0]["properties"]["id"]
    _code, message = force.refused("POST", f"operations/{key}/SETUP", 400, {"workplaceId": "0" * 32})
    assert "workplaceId" in message


@pytest.mark.parametrize("query", ["async=perhaps", "now=true"])
def test_parameters_of_a_transition_are_checked(force, planned, query):
    force.refused("POST", f"operations/{planned[0]['properties']['id']}/INTERRUPTED?{query}", 400)


def test_a_machine_is_set_at_its_workplace(force):
    place = force.listed("workplaces", workplaceNumber="TURN-1")[0]["id"]
    found = force.post(f"workplaces/{place}/machine/DOWNTIME", None, 200)
    assert found["properties"]["machineStateId"] == "DOWNTIME"
    assert force.get(f"workplaces/{place}/machine") == found
    force.refused("POST", f"workplaces/{force.listed('workplaces')[2]['id']}/machine/DOWNTIME", 404)


def test_a_tool_changes_its_state_and_answers_itself(force):
    tool = force.listed("tools", identifier="T-0001")[0]
    assert force.post(f"tools/{tool['id']}/IN_USE", None, 200)["properties"]["toolStateId"] == "IN_USE"
