"""Tools with their edges, characteristics and location; commands; what an operation needs."""

from __future__ import annotations

import pytest


@pytest.fixture
def plant(plants):
    return plants.here


def test_a_tool_has_edges_with_characteristics(plant):
    tool, workplace = plant.make("tool"), plant.make("workplace")
    href = tool["_links"]["self"]["href"]
    where = {"workplace": {"id": workplace["id"]}, "magazine_place": "17", "latitude": 47.5, "longitude": 7.6}
    assert plant.engineer.put(f"{href}/location", where).ok(201)["magazine_place"] == "17"
    assert plant.engineer.put(f"{href}/location", {**where, "latitude": 99}).errors()[0][0] == "#/latitude"
    elements = [{"name": "Diameter", "identifier": "DC", "value": "12.5", "unit": "mm"}]
    assert plant.engineer.get(f"{href}/characteristics").ok()["elements"] == []
    assert plant.engineer.put(f"{href}/characteristics", {"elements": elements}).ok()["elements"] == elements
    wrong = [{"name": "Diameter", "identifier": "DC"}, 5]
    errors = plant.engineer.put(f"{href}/characteristics", {"elements": wrong}).errors()
    assert errors == [("#/elements/0/value", "required"), ("#/elements/1", "invalid")]
    edge = plant.engineer.post(f"{href}/edges", {"identifier": "E1", "maximum_life_time": 3_600_000}).ok(201)
    edge_href = edge["_links"]["self"]["href"]
    assert plant.engineer.put(f"{edge_href}/characteristics", {"elements": elements}).ok()["elements"] == elements
    assert plant.engineer.post(f"{href}/edges", {"identifier": "e1"}).errors(409) == [("#/identifier", "unique")]


def test_tools_and_their_orders_do_not_hide_each_other(plant):
    tool, order = plant.make("tool"), plant.make("tool_assembly_order")
    assert plant.engineer.get(f"tools/{tool['uuid']}").ok()["id"] == tool["id"]
    assert (
        plant.engineer.get(f"tools/assemblyOrders/{order['uuid'].replace('-', '').upper()}").ok()["id"] == order["id"]
    )
    assert plant.engineer.post(f"tools/{tool['id']}/LOCKED").ok()["state"] == "LOCKED"
    assert plant.engineer.get("tools", {"state": "locked"}).ids("tools") == [tool["id"]]
    assert plant.engineer.post(f"tools/{tool['id']}/NOWHERE").status == 404


def test_an_order_is_as_the_examples_show(plant):
    order = plant.make("tool_assembly_order")
    href = order["_links"]["self"]["href"]
    for state in ("INITIATED", "ASSEMBLED", "PRESET"):
        order = plant.engineer.post(f"{href}/{state}").ok()
    assert order["state"] == "PRESETTING"
    assert order["_links"]["updateToolAssemblyOrderState"][0] == {
        "href": f"{href}/AVAILABLE",
        "method": "POST",
        "name": "AVAILABLE",
        "title": "Available",
        "embeddable": False,
    }
    problem = plant.engineer.post(f"{href}/COMPLETED").problem(409, "illegal-transition")
    assert problem["title"] == "Not from here."
    assert problem["detail"] == "PRESETTING can become AVAILABLE, ASSEMBLED or UNAVAILABLE."
    assert problem["legal"] == ["AVAILABLE", "ASSEMBLED", "UNAVAILABLE"]


def test_a_command_is_accepted_and_tells_how_it_goes(plant):
    answer = plant.engineer.post("commands", {"name": "start", "parameters": {"speed": 5}})
    command = answer.ok(202)
    assert answer.headers["Location"] == command["_links"]["self"]["href"]
    assert (command["state"], command["delivered_at"], command["confirmed_at"]) == ("REQUESTED", None, None)
    href = answer.headers["Location"]
    assert plant.engineer.post(f"{href}/CONFIRMED").status == 409
    assert plant.engineer.post(f"{href}/DELIVERED").ok()["delivered_at"] is not None
    assert plant.engineer.post(f"{href}/CONFIRMED").ok()["confirmed_at"] is not None
    several = plant.engineer.post("commands", {"commands": [{"name": "a"}, {"name": "b"}]})
    assert len(several.ok(202)["_embedded"]["commands"]) == 2


def test_what_an_operation_needs_stands_under_it(plant):
    operation, material = plant.make("operation"), plant.make("material")
    href = operation["_links"]["self"]["href"]
    plant.engineer.post(f"{href}/components", {"material": {"id": material["id"]}, "quantity": 2.5}).ok(201)
    plant.engineer.post(f"{href}/requiredSkills", {"skill": {"id": plant.make("skill")["id"]}}).ok(201)
    plant.engineer.post(f"{href}/requiredTools", {"tool_class": "Drill"}).ok(201)
    plant.engineer.post(f"{href}/productionResourcesAndTools", {"number": "P-1", "type": "DOCUMENT"}).ok(201)
    workplace = plant.make("workplace")
    link = {"workplaces": [{"id": workplace["id"]}]}
    assert plant.engineer.post(f"{href}/alternativeWorkplaces", link).status == 204
    names = "components,requiredSkills,requiredTools,productionResourcesAndTools,alternativeWorkplaces"
    embedded = plant.engineer.get(href, {"include": names}).ok()["_embedded"]
    assert [len(embedded[name]) for name in names.split(",")] == [1] * 5


def test_a_machine_is_the_one_profile_of_an_asset(plant):
    machine = plant.make("machine")
    asset = machine["_links"]["asset"]["href"]
    body = {"number": "M-2", "asset": {"href": asset}}
    assert plant.engineer.post("machines", body).errors(409) == [("#/asset", "unique")]
    assert plant.engineer.post(f"machines/{machine['id']}/PRODUCTION").ok()["state"] == "PRODUCTION"
