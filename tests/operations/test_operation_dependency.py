"""Operation dependency: what every resource promises, and what keeps the sequence of an order sound."""

import pytest

from tests.contracts.suites import BulkContract, WholeContract


class TestOperationDependency(WholeContract, BulkContract):
    kind = "operation_dependency"
    change = {"target_queue_time": 60_000}
    beside: dict[str, int] | None = None

    def spelled(self, name, entry, place):
        """With an operation beside it that is of the same order."""
        href, given = super().spelled(name, entry, place)
        order = self.api.get(href).links["production_order"]["href"]
        self.beside = {"id": self.here.make("operation", production_order={"href": order})["id"]}
        return href, given

    def body(self, **values):
        if self.beside is not None and not values:
            values = {"predecessor": self.beside, "successor": self.beside}
        return super().body(**values)


PATH = "operations/dependencies"


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def three(plant):
    """Three operations of one order."""
    order = {"id": plant.make("production_order")["id"]}
    return [{"id": plant.make("operation", production_order=order)["id"]} for _ in range(3)]


def link(first, then, **values):
    return {"predecessor": first, "successor": then, **values}


def test_an_operation_does_not_follow_itself_or_one_of_another_order(plant, three):
    assert plant.engineer.post(PATH, link(three[0], three[0])).errors() == [("#/successor", "invalid")]
    other = {"id": plant.make("operation")["id"]}
    assert plant.engineer.post(PATH, link(three[0], other)).errors() == [("#/successor", "invalid")]
    assert plant.engineer.get(PATH, {"predecessor_id": three[0]["id"]}).items("operation_dependencies") == []


def test_no_chain_leads_back(plant, three):
    first, second, third = three
    plant.engineer.post(PATH, link(first, second)).ok(201)
    made = plant.engineer.post(PATH, link(second, third)).ok(201)
    assert plant.engineer.post(PATH, link(third, first)).errors() == [("#/successor", "circle")]
    refused = plant.engineer.patch(f"{PATH}/{made['id']}", link(second, first))
    assert refused.errors() == [("#/successor", "circle")]
    assert plant.engineer.get(f"{PATH}/{made['id']}/history").items("history")[0]["version"] == 1


def test_several_together_close_no_circle(plant, three):
    first, second, third = three
    body = {"operation_dependencies": [link(first, second), link(second, third), link(third, first)]}
    assert plant.engineer.post(PATH, body).status == 400
    assert plant.engineer.get(PATH, {"predecessor_id": first["id"]}).items("operation_dependencies") == []
    made = [plant.engineer.post(PATH, link(*pair)).ok(201)["id"] for pair in ((first, second), (first, third))]
    turned = [{"id": made[0], **link(second, third)}, {"id": made[1], **link(third, second)}]
    errors = plant.engineer.post(f"{PATH}/update", {"operation_dependencies": turned}).errors()
    assert {code for _pointer, code in errors} == {"circle"}
    assert all(pointer.startswith("#/operation_dependencies/") for pointer, _code in errors)


def test_an_operation_with_neighbours_stays_in_its_order(plant, three):
    plant.engineer.post(PATH, link(*three[:2])).ok(201)
    other = {"production_order": {"id": plant.make("production_order")["id"]}}
    refused = plant.engineer.patch(f"operations/{three[1]['id']}", other)
    assert refused.errors() == [("#/production_order", "in_use")]
    plant.engineer.patch(f"operations/{three[2]['id']}", other).ok()


def test_it_shares_the_right_of_the_operation_that_follows(plant, three):
    made = plant.engineer.post(PATH, link(*three[:2])).ok(201)
    href = made["_links"]["self"]["href"]
    assert plant.operator.post(PATH, link(three[0], three[2])).status == 403
    seen = plant.operator.get(href).ok()
    assert "delete" not in seen["_links"]
    assert plant.engineer.get(f"operations/{three[1]['id']}/predecessors").ids("operation_dependencies") == [made["id"]]
    assert plant.engineer.delete(href).status == 204


def test_made_below_an_operation(plant, three):
    href = f"operations/{three[1]['id']}/predecessors"
    made = plant.engineer.post(href, {"predecessor": three[0], "target_queue_time": 5}).ok(201)
    assert made["_links"]["successor"]["href"].endswith(f"/operations/{three[1]['id']}")
    assert plant.engineer.post(href, {"predecessor": three[0]}).errors(409) == [("#/successor", "unique")]


def test_what_a_rule_refuses_of_several_is_told_by_its_place(plant, three):
    bodies = [
        {"predecessor": three[0], "successor": three[1]},
        {"predecessor": three[1], "successor": three[1]},
        {"predecessor": three[1], "successor": {"id": plant.make("operation")["id"]}},
    ]
    errors = plant.engineer.post(PATH, {"operation_dependencies": bodies}).errors()
    assert [place.rpartition("/")[0] for place, _code in errors] == [
        "#/operation_dependencies/1",
        "#/operation_dependencies/2",
    ]
    assert plant.engineer.get(PATH, {"predecessor_id": three[0]["id"]}).items("operation_dependencies") == []
