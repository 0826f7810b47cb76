"""Clients: what every resource promises, and that their secret is shown once."""

from urllib.parse import urlencode

import pytest

from tests.contracts.suites import WholeContract
from tests.factories import Api


class TestClient(WholeContract):
    kind = "client"


@pytest.fixture
def plant(plants):
    return plants.here


BODY = {"name": "erp", "grant": "client-credentials"}


def token(plant, made, **values):
    form = {"grant_type": "client_credentials", "client_id": made["client_id"], "scope": "read write", **values}
    sent = urlencode({"client_secret": made["client_secret"], **form})
    return Api().client.post("/oauth/token", sent, "application/x-www-form-urlencoded")


def test_a_secret_is_shown_once_and_gets_tokens(plant):
    answer = plant.admin.post("clients", BODY, idempotency_key="once")
    made = answer.ok(201)
    given = token(plant, made)
    assert given.status_code == 200
    caller = Api(authorization=f"Bearer {given.json()['access_token']}")
    assert caller.get("/api/v1/").ok()["role"] == "engineer"
    plant_made = caller.post("manufacturers", {"name": "By a client"}).ok(201)
    version = plant.admin.get(f"manufacturers/{plant_made['id']}/history").items("history")[0]
    assert version["client"] == {"id": made["id"], "name": "erp"}
    assert version["api_key"] is None
    assert plant.admin.post("clients", BODY, idempotency_key="once").ok(201) == {**made, "client_secret": None}
    href = answer.headers["Location"]
    for path in (href, f"{href}/history", f"{href}/history/1", "clients"):
        found = plant.admin.get(path).content.decode()
        assert made["client_secret"] not in found
        assert "client_secret" not in found


def test_who_is_locked_out_gets_no_tokens_and_loses_those_it_has(plant):
    made = plant.admin.post("clients", BODY).ok(201)
    caller = Api(authorization=f"Bearer {token(plant, made).json()['access_token']}")
    caller.get("/api/v1/").ok()
    assert plant.admin.patch(f"clients/{made['id']}", {"is_active": False}).ok()["is_active"] is False
    caller.get("/api/v1/").problem(401)
    assert token(plant, made).status_code in (400, 401)


def test_what_is_said_about_a_client_is_checked(plant):
    cases = [
        ({"grant": "implicit"}, "grant"),
        ({"scopes": ["everything"]}, "scopes"),
        ({"grant": "authorization-code"}, "redirect_uris"),
        ({"grant": "authorization-code", "redirect_uris": ["http://example.com/"]}, "redirect_uris"),
        ({"grant": "authorization-code", "redirect_uris": ["javascript:alert(1)"]}, "redirect_uris"),
        ({"allowed_origins": ["https://example.com/path"]}, "allowed_origins"),
        ({"user": {"id": plant.users["engineer"].pk}, "role": "admin"}, "role"),
    ]
    for values, member in cases:
        errors = plant.admin.post("clients", {**BODY, **values}).errors()
        assert {place.split("/")[1] for place, _code in errors} == {member}, values


def test_redirect_uris_may_be_long_but_not_many(plant):
    uris = [f"https://example.com/a/long/way/to/come/back/{place}" for place in range(5)]
    body = {**BODY, "grant": "authorization-code", "redirect_uris": uris}
    assert plant.admin.post("clients", body).ok(201)["redirect_uris"] == uris
    errors = plant.admin.post("clients", {**body, "name": "many", "redirect_uris": uris * 11}).errors()
    assert errors == [("#/redirect_uris", "max_length")]


def test_a_client_can_be_made_locked_out(plant):
    made = plant.admin.post("clients", {**BODY, "is_active": False}).ok(201)
    assert made["is_active"] is False
    assert token(plant, made).status_code in (400, 401)


def test_only_admins_see_clients(plant):
    for caller in (plant.engineer, plant.operator):
        caller.get("clients").problem(403)
        caller.get("clients/1").problem(404)
        caller.post("clients", BODY).problem(403)


def test_machine_accounts_belong_to_a_client(plants):
    here = plants.here
    client, user = here.make("client"), here.make("user", technical=True)
    path = f"clients/{client['id']}/users"
    assert here.admin.post(path, {"users": [{"id": user["id"]}]}).status == 204
    assert here.admin.get(path).ids("users") == [user["id"]]
    assert here.engineer.get(path).status in (403, 404)
    foreign = plants.there.make("user", technical=True)
    here.admin.post(path, {"users": [{"id": foreign["id"]}]}).problem(400)
    assert here.admin.delete(path, {"users": [{"id": user["id"]}]}).status == 204
    assert here.admin.get(path).ids("users") == []
