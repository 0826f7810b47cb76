"""Every call of a public hand-written client, with the codes that it insists on (doubled slashes and all)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from tests.dialects.netilion.conftest import PASSWORD, Site

pytestmark = pytest.mark.slow


class HandWritten:
    """Logs in by password, sends its client id as key, joins its base and its paths with a slash too many."""

    def __init__(self, site: Site, url: str) -> None:
        self.base = f"{url}/v1/"
        form = {
            "grant_type": "password",
            "client_id": site.client.client_id,
            "client_secret": site.secret,
            "username": site.users["writer"].name,
            "password": PASSWORD,
        }
        answer = requests.post(f"{url}/oauth/token/", data=form, allow_redirects=False, timeout=10)
        token = answer.json()
        assert token["created_at"] + token["expires_in"] > datetime.now(UTC).timestamp()
        self.session = requests.Session()
        self.session.headers.update(
            {"Api-Key": site.client.client_id, "Authorization": f"Bearer {token['access_token']}"}
        )

    def ask(self, method: str, path: str, code: int | None = None, **options: Any) -> Any:
        """``code``: the one that the client insists on; without it, only ``errors`` must be absent."""
        answer = self.session.request(method, f"{self.base}/{path}", allow_redirects=False, timeout=10, **options)
        assert code is None or answer.status_code == code, (answer.status_code, answer.text)
        assert answer.status_code < 300, answer.text
        if answer.status_code == 204 or path.endswith("/download"):
            return answer
        body = answer.json()
        assert "errors" not in body
        return body


@pytest.fixture
def plant(transactional_db, live_server) -> tuple[HandWritten, Site]:
    site = Site.build()
    return HandWritten(site, live_server.url), site


@pytest.fixture
def client(plant) -> HandWritten:
    return plant[0]


@pytest.fixture
def asset(client) -> int:
    company = client.ask("POST", "companies", json={"name": "Endress+Hauser"})
    product = client.ask("POST", "products", json={"product_code": "X", "manufacturer": {"id": company["id"]}})
    made = client.ask("POST", "assets", json={"serial_number": "HAND-1", "product": {"id": product["id"]}})
    return int(made["id"])


def test_applications(plant):
    client, site = plant
    listed = client.ask("GET", "client_applications")["client_applications"]
    assert [(one["name"], one["id"]) for one in listed] == [(site.client.name, site.client.pk)]
    assert client.ask("GET", "client_applications/current")["id"] == site.client.pk
    assert client.ask("GET", f"client_applications/{site.client.pk}")["name"] == site.client.name


def test_assets(client, asset):
    assert [one["id"] for one in client.ask("GET", "assets")["assets"]] == [asset]
    assert client.ask("GET", f"assets/{asset}")["id"] == asset
    found = client.ask("GET", "assets", params={"serial_number": "HAND-1"})["assets"]
    assert len(found) == 1
    client.ask("DELETE", f"assets/{asset}", 204)


def test_rights(plant, asset):
    client, site = plant
    body = {
        "permission_type": ["can_read", "can_update"],
        "assignable": {"id": site.users["other"].pk, "type": "User"},
        "permitable": {"id": asset, "type": "Asset"},
    }
    assert len(client.ask("POST", "permissions", json=body)) == 2


def test_units(client):
    found = client.ask("GET", "units", params={"code": "degree_celsius"})["units"]
    assert len(found) == 1
    assert client.ask("GET", f"units/{found[0]['id']}")["code"] == "degree_celsius"


def test_nodes_and_their_specifications(client, asset):
    node = client.ask("POST", "nodes", json={"name": "Brewery", "hidden": "true"})
    client.ask("PATCH", f"nodes/{node['id']}/specifications", json={"key": {"value": "a"}})
    question = {"name": "Brewery", "include": "hidden,specifications"}
    found = client.ask("GET", "nodes", params=question)["nodes"]
    assert [one["id"] for one in found] == [node["id"]]
    assert found[0]["specifications"]["key"]["value"] == "a"
    client.ask("POST", f"nodes/{node['id']}/assets", 204, json={"assets": [{"id": asset}]})
    assert [one["id"] for one in client.ask("GET", f"nodes/{node['id']}/assets", 200)["assets"]] == [asset]
    assert client.ask("GET", "nodes", 200)["nodes"] == []


def test_specifications_of_an_asset(client, asset):
    path = f"assets/{asset}/specifications"
    client.ask("PATCH", path, 204, json={"serial": {"value": "1", "unit": "none"}})
    assert client.ask("GET", path, 200)["serial"]["value"] == "1"


def test_documents_of_an_asset(client, asset):
    body = {"name": "Report", "classification": {"id": 3}, "status": {"id": 1}}
    document = client.ask("POST", "documents", 201, json=body)
    assert (document["classification"]["id"], document["status"]["id"]) == (3, 1)
    client.ask("POST", f"assets/{asset}/documents", 204, json={"documents": [{"id": document["id"]}]})
    found = client.ask("GET", f"assets/{asset}/documents", 200, params={"include": "attachments"})["documents"]
    assert [(one["id"], one["attachments"]) for one in found] == [(document["id"], [])]


def test_json_files_of_a_document(client):
    document = client.ask("POST", "documents", 201, json={"name": "Data"})
    form = {"document_id": str(document["id"])}
    files = {"file": ("data.json", b'{"a": 1}'), "type": ("type", "application/json")}
    made = client.ask("POST", "attachments", 201, data=form, files=files)
    assert (made["file_name"], made["content_type"]) == ("data.json", "application/json")
    raw = client.ask("GET", f"attachments/{made['id']}/download", 200)
    assert raw.content == b'{"a": 1}'
    files = {"file": ("data.json", b'{"a": 2}'), "type": ("type", "application/json")}
    client.ask("PATCH", f"attachments/{made['id']}", 204, files=files)
    assert client.ask("GET", f"attachments/{made['id']}/download", 200).json() == {"a": 2}


def test_values_of_an_asset(client, asset):
    path = f"assets/{asset}/values"
    data = [{"timestamp": f"2026-01-0{day}T03:04:05.678Z", "value": 90 + day} for day in (1, 2, 3)]
    client.ask("POST", path, json={"values": [{"key": "level", "unit": {"code": "percent"}, "data": data}]})
    latest = client.ask("GET", path, params={"per_page": 100})["values"]
    assert [(one["key"], one["value"]) for one in latest] == [("level", 93)]
    assert latest[0]["unit"]["id"]
    question = {"from": "2026-01-01T00:00:00Z", "to": "2026-01-02T12:00:00Z", "page": 1, "per_page": 1000}
    found = client.ask("GET", f"{path}/level", params=question)
    assert {"page_count", "per_page", "page"} <= set(found["pagination"])
    for one in found["data"]:
        datetime.strptime(one["timestamp"], "%Y-%m-%dT%H:%M:%S.%fZ")
    last = client.ask("GET", f"{path}/level", params={"to": "2026-01-02T12:00:00Z", "order_by": "-timestamp"})
    assert last["data"][0]["value"] == 92


def test_systems_of_an_asset(client, asset):
    system = client.ask("POST", "systems", json={"name": "Tank"})
    client.ask("POST", f"systems/{system['id']}/assets", json={"assets": [{"id": asset}]})
    found = client.ask("GET", f"assets/{asset}/systems", params={"include": "specifications"})["systems"]
    assert [(one["id"], one["specifications"]) for one in found] == [(system["id"], {})]


def test_health_conditions_of_an_asset(client, asset):
    condition = client.ask("POST", "health_conditions", json={"diagnosis_code": "F270"})
    path = f"assets/{asset}/health_conditions"
    body = {"health_conditions": [{"id": condition["id"]}]}
    client.ask("POST", path, 204, json=body)
    found = client.ask("GET", path)["health_conditions"]
    assert [(one["id"], one["diagnosis_code"]) for one in found] == [(condition["id"], "F270")]
    assert client.ask("GET", f"health_conditions/{condition['id']}")["diagnosis_code"] == "F270"
    client.ask("DELETE", path, 204, json=body)
