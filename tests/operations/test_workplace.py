"""Workplace: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestWorkplace(PlantContract):
    kind = "workplace"


def test_who_cannot_see_the_node_sends_back_what_was_read(world):
    plant = world.here
    node = plant.make("node")
    href = plant.make("workplace", node={"id": node["id"]})["_links"]["self"]["href"]
    plant.colleague.get(f"nodes/{node['id']}").problem(404)
    for media in ("application/hal+json", "application/json"):
        read = plant.colleague.get(href, accept=media).ok()
        plant.colleague.put(href, {**read, "description": media}).ok()
    for reference in ({"id": node["id"]}, {"uuid": node["uuid"]}):
        plant.colleague.patch(href, {"node": reference}).ok()
    assert plant.engineer.get(href).links["node"]["href"] == f"/api/v1/nodes/{node['id']}"
    other = plant.make("node")["id"]
    assert plant.colleague.patch(href, {"node": {"id": other}}).errors() == [("#/node", "not_found")]
    assert plant.colleague.post("workplaces", plant.body("workplace", node={"id": node["id"]})).errors() == [
        ("#/node", "not_found")
    ]
