"""Users: what every resource promises, and what is special about those who log in."""

import pytest

from tests.contracts.suites import WholeContract
from tests.factories import Api


class TestUser(WholeContract):
    kind = "user"
    thorough = True


@pytest.fixture
def plant(plants):
    return plants.here


def test_a_password_that_was_made_up_is_shown_once(plant):
    body = {"name": "new here", "role": "engineer"}
    answer = plant.admin.post("users", body, idempotency_key="once")
    password = answer.ok(201)["password"]
    assert len(password) >= 16
    again = plant.admin.post("users", body, idempotency_key="once")
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.ok(201) == {**answer.json, "password": None}
    href = answer.headers["Location"]
    for path in (href, f"{href}/history", f"{href}/history/1", "users"):
        assert password not in plant.admin.get(path).content.decode()
        assert b'"password"' not in plant.admin.get(path).content


def test_a_password_that_was_chosen_is_not_shown(plant):
    made = plant.admin.post("users", {"name": "new here", "role": "engineer", "password": "correct horse battery"})
    assert "password" not in made.ok(201)
    answer = plant.admin.patch(f"users/{made.json['id']}", {"password": "12345678"})
    assert {place for place, _code in answer.errors()} == {"#/password"}
    assert "password" not in plant.admin.patch(f"users/{made.json['id']}", {"password": "a longer battery"}).ok()


def test_a_name_is_unique_in_the_whole_hub(plants):
    taken = plants.there.users["engineer"].name
    for name in (taken, taken.upper()):
        body = {"name": name, "role": "operator"}
        assert plants.here.admin.post("users", body).errors(409) == [("#/name", "unique")]


def test_a_role_is_shown_filtered_and_changed(plant):
    href = plant.make("user", role="operator")["_links"]["self"]["href"]
    assert plant.admin.get(href).ok()["role"] == "operator"
    before = plant.admin.get(href).headers["ETag"]
    answer = plant.admin.patch(href, {"role": "engineer"})
    assert answer.ok()["role"] == "engineer"
    assert answer.headers["ETag"] != before
    assert plant.admin.get(href, if_none_match=before).status == 200
    version = plant.admin.get(f"{href}/history").items("history")[0]
    assert version["changes"] == [{"field": "role", "old": "operator", "new": "engineer"}]
    assert int(href.rpartition("/")[2]) in plant.admin.get("users", {"role": "engineer"}).ids("users")
    assert plant.admin.patch(href, {"role": "owner"}).errors() == [("#/role", "invalid")]
    assert plant.admin.post("users", {"name": "without"}).errors() == [("#/role", "required")]


def test_a_new_role_holds_at_once(plant):
    href = f"users/{plant.users['colleague'].pk}"
    plant.colleague.post("manufacturers", plant.body("manufacturer")).ok(201)
    plant.admin.patch(href, {"role": "operator"}).ok()
    plant.colleague.post("manufacturers", plant.body("manufacturer")).problem(403)


def test_who_is_locked_out_comes_in_no_more(plant):
    href = f"users/{plant.users['colleague'].pk}"
    plant.colleague.get("manufacturers").ok()
    assert plant.admin.patch(href, {"is_active": False}).ok()["is_active"] is False
    plant.colleague.get("manufacturers").problem(401)
    plant.admin.patch(href, {"is_active": True}).ok()
    plant.colleague.get("manufacturers").ok()


def test_members_see_each_other_and_only_admins_change(plant):
    href = f"users/{plant.users['engineer'].pk}"
    for caller in (plant.engineer, plant.operator):
        links = caller.get(href).links
        assert not {"update", "replace", "delete"} & set(links)
        for method, body in (("PATCH", {"role": "admin"}), ("PUT", {}), ("DELETE", None)):
            caller.ask(method, href, body).problem(403)
        caller.post("users", {"name": "mine", "role": "admin"}).problem(403)
        assert "create" not in caller.get("users").links


def test_who_comes_back_has_the_role_it_had(plant):
    href = plant.make("user", role="engineer")["_links"]["self"]["href"]
    assert plant.admin.delete(href).status == 204
    assert plant.admin.post(f"{href}/history/1/restore").ok()["role"] == "engineer"
    assert plant.admin.patch(href, {"role": "operator"}).ok()["role"] == "operator"


def test_who_has_keys_stays(plant):
    assert plant.admin.delete(f"users/{plant.users['engineer'].pk}").status == 409


def test_a_member_of_two_plants_is_changed_at_home_only(plants):
    from permissions.rules import accounts

    user = plants.there.users["engineer"]
    accounts.member_add(user=user, tenant=plants.here.tenant, role="operator")
    both = Api(plants.there.keys["engineer"])
    assert both.get("/api/v1/").ok()["tenant"]["id"] == plants.there.tenant.pk
    for method in ("GET", "PATCH", "DELETE"):
        assert plants.here.admin.ask(method, f"users/{user.pk}", {"is_active": False}).status in (403, 404, 405)
    user.refresh_from_db()
    assert user.is_active
