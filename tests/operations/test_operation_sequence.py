"""The sequence of an order: by dependencies, or by sequence numbers while it has none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def order(plant):
    return plant.make("production_order")


@pytest.fixture
def operations(plant, order):
    made = [
        plant.make("operation", production_order={"id": order["id"]}, number=f"00{place}0", sequence_number=place)
        for place in (3, 2, 1)
    ]
    spec = {"target_queue_time": 7, "target_wait_time": 8}
    plant.engineer.put(f"operations/{made[1]['id']}/specification", spec).ok()
    return made


@pytest.fixture
def href(order):
    return order["_links"]["operationSequence"]["href"]


def around(item, name):
    return [one["operation"]["id"] for one in item[name]]


def test_numbers_tell_it_until_there_is_a_dependency(plant, operations, href):
    third, second, first = operations
    found = plant.engineer.get(href).items("operations")
    assert [one["id"] for one in found] == [first["id"], second["id"], third["id"]]
    assert [around(one, "predecessors") for one in found] == [[], [first["id"]], [second["id"]]]
    assert found[1]["predecessors"][0]["target_queue_time"] == 7
    assert found[1]["successors"][0] == {
        "operation": {"id": third["id"], "uuid": third["uuid"], "href": f"/api/v1/operations/{third['id']}"},
        "dependency": None,
        "target_wait_time": 8,
        "target_move_time": None,
    }


def test_dependencies_tell_it(plant, operations, href):
    a, b, c = operations
    made = []
    for then in (b, c):
        ends = {"predecessor": {"id": a["id"]}, "successor": {"id": then["id"]}}
        made.append(plant.engineer.post("operations/dependencies", {**ends, "target_queue_time": 9}).ok(201))
    found = plant.engineer.get(href).items("operations")
    assert [one["id"] for one in found] == [a["id"], c["id"], b["id"]], "those that are free by their numbers"
    assert around(found[0], "successors") == [b["id"], c["id"]]
    assert found[2]["predecessors"][0]["target_queue_time"] == 9
    assert found[2]["predecessors"][0]["dependency"]["id"] == made[0]["id"]


def test_it_is_asked_like_operations_and_paged(plant, operations, href):
    found = plant.engineer.get(href, {"number": "0020", "is_plannable": "true"}).items("operations")
    assert [one["number"] for one in found] == ["0020"]
    assert len(found[0]["predecessors"]) == 1
    page = plant.engineer.get(href, {"per_page": 2, "page": 2}).ok()
    assert (page["pagination"]["total_count"], len(page["_embedded"]["operations"])) == (3, 1)
    assert plant.engineer.get(href, {"order_by": "number"}).errors() == [("order_by", "unknown")]
    assert plant.engineer.get(href, {"colour": "red"}).errors() == [("colour", "unknown")]
    plain = plant.engineer.get(href, {"include": "production_order"}, accept="application/json").ok()
    assert plain["operations"][0]["production_order"]["number"]


def test_its_links_are_those_that_the_caller_may_follow(plants, plant, operations, href):
    links = plant.engineer.get(href).links
    assert links["create"] == {"href": "/api/v1/operations/dependencies", "method": "POST"}
    assert plant.engineer.get(links["operation_dependencies"]["href"]).ok()["pagination"]["total_count"] == 0
    assert "create" not in plant.operator.get(href).links
    assert plants.there.engineer.get(href).status == 404


def test_it_costs_the_same_for_more(plant, order, operations, href):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            plant.engineer.get(href).ok()
        return len(queries)

    few = cost()
    for _ in range(5):
        plant.make("operation", production_order={"id": order["id"]})
    assert cost() == few
