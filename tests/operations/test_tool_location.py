"""The location of a tool: linked when there is one."""

import pytest


@pytest.fixture
def tool(plants):
    return plants.here.make("tool")


def test_it_is_put_moved_and_taken_away(plants, tool):
    plant, href = plants.here, tool["_links"]["self"]["href"]
    assert "location" not in plant.engineer.get(href).links
    assert plant.engineer.get(href).links["updateLocation"] == {"href": f"{href}/location", "method": "PUT"}
    where = {"workplace": {"id": plant.make("workplace")["id"]}, "magazine_place": "17", "latitude": 47.5}
    assert plant.engineer.put(f"{href}/location", where).ok(201)["magazine_place"] == "17"
    assert "location" in plant.engineer.get(href).links
    assert plant.engineer.put(f"{href}/location", {**where, "latitude": 99}).errors()[0][0] == "#/latitude"
    assert plant.engineer.delete(f"{href}/location").status == 204
    assert "location" not in plant.engineer.get(href).links


def test_it_is_included(plants, tool):
    plant, href = plants.here, tool["_links"]["self"]["href"]
    workplace = plant.make("workplace")
    plant.engineer.put(f"{href}/location", {"workplace": {"id": workplace["id"]}}).ok(201)
    embedded = plant.engineer.get(href, {"include": "location.workplace"}).ok()["_embedded"]["location"]
    assert embedded["_embedded"]["workplace"]["number"] == workplace["number"]
