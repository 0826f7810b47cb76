"""Locations of workplaces and staff members: put, read, taken away; linked when there is one."""

import pytest

POINT = {"latitude": 47.66, "longitude": 9.48}


@pytest.mark.parametrize("kind", ["workplace", "staff_member"])
def test_it_is_put_moved_and_taken_away(plants, kind):
    plant = plants.here
    href = plant.make(kind)["_links"]["self"]["href"]
    assert "location" not in plant.engineer.get(href).links
    assert plant.engineer.get(f"{href}/location").status == 404
    assert plant.engineer.get(href).links["updateLocation"] == {"href": f"{href}/location", "method": "PUT"}
    assert "updateLocation" not in plant.operator.get(href).links
    assert plant.engineer.put(f"{href}/location", {"latitude": 91, "longitude": 0}).errors()[0][0] == "#/latitude"
    assert plant.engineer.put(f"{href}/location", {"latitude": 1}).errors() == [("#/longitude", "required")]
    made = plant.engineer.put(f"{href}/location", POINT).ok(201)
    assert (made["latitude"], made["longitude"]) == (47.66, 9.48)
    plant.engineer.patch(f"{href}/location", {"latitude": 48}).ok()
    history = plant.engineer.get(f"{href}/location/history").ok()["_embedded"]["history"]
    assert [version["event"] for version in history] == ["update", "create"]
    assert plant.engineer.get(href, {"include": "location"}).ok()["_embedded"]["location"]["latitude"] == 48
    assert plants.there.engineer.get(f"{href}/location").status == 404
    assert plant.operator.delete(f"{href}/location").status == 403
    assert plant.engineer.delete(f"{href}/location").status == 204
    assert "location" not in plant.engineer.get(href).links
