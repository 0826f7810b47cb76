"""System: what every resource promises."""

import pytest

from tests.contracts.suites import PlantContract

pytestmark = pytest.mark.django_db


class TestSystem(PlantContract):
    kind = "system"


def test_rights_flow_from_the_node_through_the_system_to_its_parts(world):
    here = world.here
    node, system, below = here.make("node"), here.make("system"), here.make("system")
    asset, tag = here.make("asset"), here.make("instrumentation")
    hrefs = [one["_links"]["self"]["href"] for one in (node, system, below, asset, tag)]
    here.engineer.patch(hrefs[2], {"parent": {"id": system["id"]}}).ok()
    for parent, name, one in ((node, "systems", system), (below, "assets", asset), (below, "instrumentations", tag)):
        path = f"{parent['_links']['self']['href']}/{name}"
        assert here.engineer.post(path, {name: [{"id": one["id"]}]}).status == 204
    assert [here.colleague.get(href).status for href in hrefs] == [404] * 5
    here.engineer.post(f"{hrefs[0]}/permissions", {"right": "read", "user": {"id": here.users["colleague"].pk}}).ok(201)
    assert [here.colleague.get(href).status for href in hrefs] == [200] * 5
    assert here.colleague.get("systems", {"node_id": node["id"]}).ids("systems") == [system["id"]]
    assert here.colleague.get("assets", {"system_id": below["id"]}).ids("assets") == [asset["id"]]
    assert here.engineer.delete(f"{hrefs[0]}/systems", {"systems": [{"id": system["id"]}]}).status == 204
    assert [here.colleague.get(href).status for href in hrefs] == [200, *[404] * 4]


def test_a_system_does_not_stand_below_itself(world):
    here = world.here
    above, below = here.make("system"), here.make("system")
    here.engineer.patch(below["_links"]["self"]["href"], {"parent": {"id": above["id"]}}).ok()
    answer = here.engineer.patch(above["_links"]["self"]["href"], {"parent": {"id": below["id"]}})
    assert answer.errors() == [("#/parent", "cycle")]
