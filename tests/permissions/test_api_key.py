"""API keys: what every resource promises, and that their text is shown once."""

import pytest

from tests.contracts.suites import WholeContract
from tests.factories import Api


class TestApiKey(WholeContract):
    kind = "api_key"


@pytest.fixture
def plant(plants):
    return plants.here


def test_a_key_is_shown_once_and_opens(plant):
    answer = plant.admin.post("api_keys", {"name": "logger"}, idempotency_key="once")
    text = answer.ok(201)["key"]
    assert text.startswith("sk_prod_")
    assert Api(text).get("/api/v1/").ok()["role"] == "engineer"
    replay = plant.admin.post("api_keys", {"name": "logger"}, idempotency_key="once")
    assert replay.ok(201) == {**answer.json, "key": None}
    href = answer.headers["Location"]
    for path in (href, f"{href}/history", f"{href}/history/1", "api_keys"):
        found = plant.admin.get(path).content.decode()
        assert text not in found
        assert text.rpartition("_")[2] not in found
        assert "secret_hash" not in found
    assert answer.json["prefix"] in text


def test_each_of_several_keys_is_shown_once(plant):
    keys = plant.admin.post("api_keys", {"api_keys": [{"name": "one"}, {"name": "two"}]}).ok(201)
    for item in keys["_embedded"]["api_keys"]:
        Api(item["key"]).get("/api/v1/").ok()


def test_a_key_holds_at_most_its_scopes_and_its_role(plant):
    user = {"user": {"id": plant.users["admin"].pk}}
    reading = Api(plant.admin.post("api_keys", {"name": "reads", "scopes": ["read"], **user}).ok(201)["key"])
    reading.get("users").ok()
    reading.post("users", {"name": "x", "role": "admin"}).problem(403)
    capped = Api(plant.admin.post("api_keys", {"name": "capped", "role": "operator", **user}).ok(201)["key"])
    assert capped.get("/api/v1/").ok()["role"] == "operator"
    for scopes in ([], ["admin"], ["read", "x"], "read write"):
        errors = plant.admin.post("api_keys", {"name": "bad", "scopes": scopes, **user}).errors()
        assert {place.split("/")[1] for place, _code in errors} == {"scopes"}


def test_a_revoked_key_opens_no_more_and_never_again(plant):
    made = plant.admin.post("api_keys", {"name": "lost"}).ok(201)
    href, api = f"api_keys/{made['id']}", Api(made["key"])
    api.get("/api/v1/").ok()
    assert plant.admin.patch(href, {"revoked": True}).ok()["revoked_at"] is not None
    api.get("/api/v1/").problem(401)
    plant.admin.patch(href, {"revoked": False})
    plant.admin.patch(href, {"revoked_at": None})
    plant.admin.put(href, {"name": "lost"})
    assert plant.admin.post(f"{href}/history/1/restore").status == 409
    api.get("/api/v1/").problem(401)


def test_a_removed_key_opens_no_more_even_when_it_is_restored(plant):
    made = plant.admin.post("api_keys", {"name": "gone"}).ok(201)
    href, api = f"/api/v1/api_keys/{made['id']}", Api(made["key"])
    assert plant.admin.delete(href).status == 204
    api.get("/api/v1/").problem(401)
    plant.admin.post(f"{href}/history/1/restore")
    api.get("/api/v1/").problem(401)


def test_keys_act_as_members_only(plants):
    for user in (plants.there.users["engineer"].pk, 987654321):
        body = {"name": "foreign", "user": {"id": user}}
        assert plants.here.admin.post("api_keys", body).errors() == [("#/user", "not_found")]


def test_an_expiry_lies_ahead(plant):
    body = {"name": "late", "expires_at": "2001-01-01T00:00:00Z"}
    assert plant.admin.post("api_keys", body).errors() == [("#/expires_at", "invalid")]
    plant.admin.post("api_keys", {**body, "expires_at": "2101-01-01T00:00:00Z"}).ok(201)


def test_only_admins_see_keys(plant):
    for caller in (plant.engineer, plant.operator):
        caller.get("api_keys").problem(403)
        caller.get("api_keys/1").problem(404)
        caller.post("api_keys", {"name": "mine"}).problem(403)
        caller.post("api_keys/search", {}).problem(403)
        assert "apiKeys" not in caller.get("/api/v1/").links
