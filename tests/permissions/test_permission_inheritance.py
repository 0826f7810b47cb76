"""The table of what rights flow along: read by all, changed by nobody."""

import pytest

from hub import access

PATH = "permission_inheritances"


@pytest.fixture
def plant(plants):
    return plants.here


def test_all_flows_are_told(plant):
    answer = plant.operator.get(PATH, {"per_page": 100})
    rows = answer.items(PATH)
    assert len(rows) == len(access.FLOWS)
    plain = plant.operator.get(PATH, {"per_page": 100}, accept="application/json").ok()[PATH]
    assert {"source": "node", "target": "asset", "along": "link", "right": "permit"} in plain
    assert {"source": "node", "target": "node", "along": "parent", "right": "permit"} in plain
    assert {"source": "asset", "target": "event", "along": "link", "right": "update"} in plain
    for row, told in zip(rows, plain, strict=True):
        assert {name: value for name, value in row.items() if name != "_links"} == told
        assert told in plant.operator.get(row["_links"]["self"]["href"], accept="application/json").ok()[PATH]


def test_some_are_asked_for(plant):
    rows = plant.engineer.get(PATH, {"source": "asset"}).items(PATH)
    assert {row["source"] for row in rows} == {"asset"}
    assert {row["target"] for row in rows} == {"asset", "document", "event"}
    assert plant.engineer.get(PATH, {"source": "document"}).items(PATH) == []
    assert plant.engineer.get(PATH, {"colour": "red"}).errors() == [("colour", "unknown")]


def test_it_has_pages(plant):
    first = plant.engineer.get(PATH, {"per_page": 2})
    assert len(first.items(PATH)) == 2
    following = plant.engineer.get(first.links["next"]["href"]).items(PATH)
    assert following not in first.items(PATH)
    assert plant.engineer.get(PATH, {"page": 10**9}).items(PATH) == []


def test_nobody_changes_it(plants):
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        plants.here.admin.ask(method, PATH, {}).problem(405)
    plants.nobody.get(PATH).problem(401)


def test_the_entry_point_links_it(plant):
    assert plant.operator.get("/api/v1/").links["permissionInheritances"]["templated"] is True
