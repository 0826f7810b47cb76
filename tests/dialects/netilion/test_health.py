"""Systems and health conditions as Netilion's clients know them."""

import pytest


@pytest.fixture
def asset(netilion):
    company = netilion.post("companies", {"name": "Haas"})
    product = netilion.post("products", {"product_code": "H", "manufacturer": {"id": company["id"]}})
    return netilion.post("assets", {"serial_number": "HEALTH", "product": {"id": product["id"]}})


@pytest.fixture
def condition(netilion):
    return netilion.post("health_conditions", {"diagnosis_code": "F270", "asset_status": {"id": 4}})


def test_systems_of_a_node_and_of_an_asset(netilion, asset):
    system = netilion.post("systems", {"name": "Tank"})
    node = netilion.post("nodes", {"name": "Cellar"})
    netilion.post(f"nodes/{node['id']}/systems", {"systems": [{"id": system["id"]}]}, 204)
    assert [one["id"] for one in netilion.get(f"nodes/{node['id']}/systems")["systems"]] == [system["id"]]
    netilion.post(f"systems/{system['id']}/assets", {"assets": [{"id": asset["id"]}]}, 204)
    netilion.patch(f"systems/{system['id']}/specifications", {"volume": {"value": "3"}})
    found = netilion.get(f"assets/{asset['id']}/systems", include="specifications")["systems"]
    assert found[0]["specifications"]["volume"]["value"] == "3"
    assert [one["id"] for one in netilion.get("assets", system_id=system["id"])["assets"]] == [asset["id"]]
    netilion.patch(f"nodes/{node['id']}/systems", {"systems": []})
    assert netilion.get(f"nodes/{node['id']}/systems")["systems"] == []


def test_conditions_are_put_on_an_asset_and_taken_off(netilion, asset, condition):
    path = f"assets/{asset['id']}/health_conditions"
    body = {"health_conditions": [{"id": condition["id"], "channel": "1", "module": "a"}]}
    netilion.post(path, body, 204)
    netilion.post(path, body, 204)
    found = netilion.get(path)["health_conditions"]
    assert [(one["id"], one["diagnosis_code"], one["channel"], one["module"]) for one in found] == [
        (condition["id"], "F270", "1", "a")
    ]
    assert found[0]["asset_status"]["href"] == "http://testserver/v1/asset/statuses/4"
    assert len(netilion.get(path, diagnosis_code="f2*")["health_conditions"]) == 1
    assert netilion.get(path, diagnosis_code="x*")["health_conditions"] == []
    netilion.patch(path, {"health_conditions": [{"id": condition["id"], "channel": "2"}]})
    assert [one["channel"] for one in netilion.get(path)["health_conditions"]] == ["2"]
    netilion.delete(path, {"health_conditions": [{"id": condition["id"]}]})
    assert netilion.get(path)["health_conditions"] == []
    answer = netilion.ask("POST", path, {"health_conditions": [{"id": 99999}]})
    assert netilion.refused(answer, 400) == [("association_not_found", "health_conditions")]


def test_an_instrumentation_shows_what_its_assets_suffer_from(netilion, asset, condition):
    tag = netilion.post("instrumentations", {"tag": "H-1"})
    path = f"instrumentations/{tag['id']}/health_conditions"
    assert netilion.get(path)["health_conditions"] == []
    netilion.post(f"instrumentations/{tag['id']}/assets", {"assets": [{"id": asset["id"]}]}, 204)
    netilion.post(f"assets/{asset['id']}/health_conditions", {"health_conditions": [{"id": condition["id"]}]}, 204)
    assert [one["id"] for one in netilion.get(path)["health_conditions"]] == [condition["id"]]


def test_causes_and_remedies_stand_below_their_condition(netilion, condition):
    causes = f"health_conditions/{condition['id']}/causes"
    cause = netilion.post(causes, {"code": "C1", "description": "Electronics."})
    remedies = f"{causes}/{cause['id']}/remedies"
    remedy = netilion.post(remedies, {"code": "R1", "description": "Replace."})
    assert netilion.get(causes)["causes"][0]["code"] == "C1"
    assert netilion.get(remedies)["remedies"] == [remedy]
    netilion.patch(f"{remedies}/{remedy['id']}", {"description": "Repair."})
    assert netilion.get(f"{remedies}/{remedy['id']}")["description"] == "Repair."
    other = netilion.post("health_conditions", {"diagnosis_code": "F271"})
    assert netilion.ask("GET", f"health_conditions/{other['id']}/causes/{cause['id']}").status == 404
    assert netilion.ask("GET", f"health_conditions/{other['id']}/causes/{cause['id']}/remedies").status == 404
    netilion.delete(f"{remedies}/{remedy['id']}")
    netilion.delete(f"{causes}/{cause['id']}")
    netilion.delete(f"health_conditions/{condition['id']}")
