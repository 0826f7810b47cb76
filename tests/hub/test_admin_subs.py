"""Sets of specifications in the admin: changed under the rules of the API, never added there."""

import json

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(world):
    client = Client()
    client.force_login(world.here.users["admin"], backend="permissions.authentication.backend.NameBackend")
    return client


@pytest.fixture
def page(world):
    asset = world.here.make("asset")
    href = asset["_links"]["specifications"]["href"]
    world.here.engineer.put(href, {"specifications": {"level": {"value": "1"}}}).ok()
    return href, f"/admin/assets/assetspecificationset/{asset['id']}/change/"


def test_a_set_is_changed_with_its_history(world, admin, page):
    href, path = page
    assert admin.get(path).status_code == 200
    given = {"level": {"value": "2"}, "colour": {"value": "red"}}
    answer = admin.post(path, {"specifications": json.dumps(given)})
    assert answer.status_code == 302, answer.content[-3000:]
    body = world.here.engineer.get(href).ok()["specifications"]
    assert {key: entry["value"] for key, entry in body.items()} == {"level": "2", "colour": "red"}
    assert body["colour"]["updated_at"]
    rows = world.here.engineer.get(f"{href}/history").items("history")
    assert [row["user"]["name"] for row in rows] == ["admin of Kiel", "engineer of Kiel"]


def test_what_the_api_refuses_is_refused_here(world, admin, page):
    href, path = page
    answer = admin.post(path, {"specifications": json.dumps({"level": {"value": 5}})})
    assert answer.status_code == 200
    assert "Expected text." in answer.content.decode()
    assert world.here.engineer.get(href).ok()["specifications"]["level"]["value"] == "1"


def test_nothing_is_added_here(admin):
    assert admin.get("/admin/assets/assetspecificationset/").status_code == 200
    assert admin.get("/admin/assets/assetspecificationset/add/").status_code == 403
