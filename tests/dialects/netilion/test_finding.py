"""Looking for things by a text, as Netilion's clients do it."""

import pytest

BASE = "http://testserver/v1"


@pytest.fixture
def node(netilion):
    return netilion.post("nodes", {"name": "Reactor hall", "description": "The big one"})


def test_things_are_found_by_a_part_of_their_name(netilion, node):
    tag = netilion.post("instrumentations", {"tag": "F-reactor"})
    found = netilion.get("search", q="REACT")
    assert found["results"] == [
        {"id": tag["id"], "type": "Instrumentation", "title": "F-reactor", "description": ""},
        {"id": node["id"], "type": "Node", "title": "Reactor hall", "description": "The big one"},
    ]
    assert found["pagination"]["total_count"] == 2
    assert [one["type"] for one in netilion.get("search", q="react", scope="nodes")["results"]] == ["Node"]


def test_pages_of_what_is_found_lead_on(netilion, node):
    netilion.post("nodes", {"name": "Reactor yard"})
    page = netilion.get("search", q="reactor", per_page=1)
    assert page["pagination"]["next"] == f"{BASE}/search?q=reactor&page=2&per_page=1"
    assert len(netilion.get("search", q="reactor", per_page=300)["results"]) == 2


def test_a_search_needs_a_text(netilion):
    assert netilion.refused(netilion.ask("GET", "search"), 400) == [("blank", "q")]
    assert netilion.refused(netilion.ask("GET", "search?q=x&colour=red"), 400) == [("invalid_input", "colour")]


def test_the_keys_of_specifications_are_told(netilion, node):
    entries = {"height": {"value": "3", "unit": "m"}, "colour": {"value": "red", "ui_visible": True}}
    netilion.patch(f"nodes/{node['id']}/specifications", entries)
    assert netilion.get("node/specification_keys") == {"specification_keys": ["colour", "height"]}
    assert netilion.get("node/specification_keys", key="hei*", ui_visible="false")["specification_keys"] == ["height"]
    assert netilion.get("asset/specification_keys") == {"specification_keys": []}
    assert netilion.refused(netilion.ask("GET", "node/specification_keys?ui_visible=so"), 400) == [
        ("invalid", "ui_visible")
    ]
