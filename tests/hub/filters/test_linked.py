"""Filters by what is joined to a row, on the plant's own kinds."""

import pytest


@pytest.fixture
def plant(world):
    """Two sites; the first has a hall with an asset of its own."""
    here = world.here
    made = {name: here.make("node", name=name) for name in ("North", "South")}
    made["Hall"] = here.make("node", name="Hall", parent={"id": made["North"]["id"]})
    for serial, node in (("at-north", "North"), ("in-hall", "Hall"), ("at-south", "South"), ("nowhere", None)):
        made[serial] = here.make("asset", serial_number=serial)
        if node:
            path = f"nodes/{made[node]['id']}/assets"
            here.engineer.post(path, {"assets": [{"id": made[serial]["id"]}]}).ok(204)
    return made


def serials(api, **query):
    return [item["serial_number"] for item in api.get("assets", query).items("assets")]


def test_what_stands_at_a_node(world, plant):
    ids = {name: plant[name]["id"] for name in ("North", "South", "Hall")}
    api = world.here.engineer
    assert serials(api, node_id=ids["North"]) == ["at-north"]
    assert serials(api, node_id=plant["North"]["uuid"]) == ["at-north"]
    assert serials(api, node_id=f"{ids['North']},{ids['South']}") == ["at-north", "at-south"]
    assert serials(api, node_id=f"{ids['North']}+") == ["at-north", "in-hall"]
    assert serials(api, node_id=f"{plant['North']['uuid']}+") == ["at-north", "in-hall"]
    assert serials(api, node_id="null") == ["nowhere"]
    assert serials(api, node_id="!null") == ["at-north", "in-hall", "at-south"]
    assert serials(api, node_id="999999") == serials(api, node_id="999999+") == []
    found = api.post("assets/search", {"node_id": [ids["South"], None], "serial_number": "*h*"})
    assert [item["serial_number"] for item in found.items("assets")] == ["at-south", "nowhere"]


def test_one_with_all_below_stands_alone(world, plant):
    answer = world.here.engineer.get("assets", {"node_id": f"{plant['North']['id']}+,4"})
    assert answer.errors() == [("node_id", "invalid")]
    assert world.here.engineer.get("assets", {"instrumentation_id": "4+"}).errors() == [
        ("instrumentation_id", "invalid")
    ]


def test_hidden_places_find_nothing(world, plant):
    """Who may see an asset but not the node it stands at cannot find it by the node."""
    here = world.here
    here.grant("asset", "read")
    assert serials(here.colleague, serial_number="in-*") == ["in-hall"]
    for value in (plant["Hall"]["id"], f"{plant['North']['id']}+"):
        assert serials(here.colleague, node_id=value) == []


def test_a_tag_finds_its_assets(world, plant):
    here = world.here
    tag = here.make("instrumentation", tag="F-112")
    here.engineer.post(f"instrumentations/{tag['id']}/assets", {"assets": [{"id": plant["nowhere"]["id"]}]}).ok(204)
    assert serials(here.engineer, instrumentation_tag="f-*") == ["nowhere"]
    assert serials(here.engineer, instrumentation_id=tag["id"]) == ["nowhere"]
    assert serials(here.engineer, instrumentation_tag="g-*") == []


def test_only_those_with_a_right(world, plant):
    here = world.here
    here.grant("asset", "update")
    mine = here.make("asset", serial_number="mine", by=here.colleague)
    assert serials(here.colleague, right="delete") == ["mine"]
    assert len(serials(here.colleague, right="update")) == 5
    assert serials(here.operator, right="update") == []
    assert len(serials(here.operator, right="read")) == 5
    assert here.colleague.get("assets", {"right": "own"}).errors() == [("right", "invalid")]
    assert mine["id"]


def test_documents_valid_on_a_date(world):
    here = world.here
    for name, start, end in (("old", "2015", "2016-03"), ("new", "2016-04-01", None), ("always", None, None)):
        here.make("document", name=name, valid_from=start, valid_until=end)

    def valid(date):
        return [item["name"] for item in here.engineer.get("documents", {"valid_at": date}).items("documents")]

    assert valid("2016-03-31") == ["old", "always"]
    assert valid("2016-04-01") == ["new", "always"]
    assert valid("2016") == ["old", "new", "always"]
    assert valid("2014") == ["always"]
