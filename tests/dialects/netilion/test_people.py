"""Users, groups, tenants, client applications, keys and permissions as Netilion's clients know them."""

import pytest

BASE = "http://testserver/v1"


@pytest.fixture
def node(netilion):
    return netilion.post("nodes", {"name": "Site"})


@pytest.fixture
def boss(site):
    return site.speaks("boss")


def grant(site, node, types, who="other", kind="User"):
    permitable = {"id": node["id"], "type": "Node"}
    return {"permission_type": types, "assignable": {"id": site.users[who].pk, "type": kind}, "permitable": permitable}


# -- permissions ------------------------------------------------------------------------------------------------------


def test_one_type_makes_one_permission(site, netilion, node):
    made = netilion.post("permissions", grant(site, node, "can_read"))
    assert made.pop("id")
    assert made == grant(site, node, "can_read")
    assert site.speaks("other").get(f"nodes/{node['id']}")["name"] == "Site"


def test_a_list_of_types_makes_a_list(site, netilion, node):
    made = netilion.post("permissions", grant(site, node, ["can_read", "can_update"]))
    assert [one["permission_type"] for one in made] == ["can_read", "can_update"]
    assert netilion.get(f"permissions/{made[0]['id']}") == made[0]
    site.speaks("other").patch(f"nodes/{node['id']}", {"description": "seen"})


def test_a_list_is_all_or_nothing(site, netilion, node):
    netilion.post("permissions", grant(site, node, "can_update"))
    answer = netilion.ask("POST", "permissions", grant(site, node, ["can_read", "can_update"]))
    assert netilion.refused(answer, 400) == [("taken", "permission_type")]
    assert netilion.get("permissions", assignable_id=site.users["other"].pk)["pagination"]["total_count"] == 1


def test_permissions_are_found_by_both_sides(site, netilion, node):
    netilion.post("permissions", grant(site, node, ["can_read", "can_delete"]))
    question = {"permitable_type": "Node", "permitable_id": node["id"], "assignable_id": site.users["other"].pk}
    found = netilion.get("permissions", **question, permission_type="can_delete,can_permit")
    assert [one["permission_type"] for one in found["permissions"]] == ["can_delete"]
    assert len(netilion.get("permissions", permitable_id=node["id"])["permissions"]) == 3  # the owner's too
    assert netilion.get("permissions", assignable_type="Usergroup")["permissions"] == []


def test_all_that_a_holder_has_goes_at_once(site, netilion, node):
    made = netilion.post("permissions", grant(site, node, ["can_read", "can_update", "can_delete"]))
    netilion.delete(f"permissions/{made[1]['id']}")
    assert netilion.ask("GET", f"permissions/{made[0]['id']}").status == 200
    netilion.delete(f"permissions/{made[0]['id']}?all=true")
    assert site.speaks("other").ask("GET", f"nodes/{node['id']}").status == 404


def test_rights_are_granted_to_groups(site, netilion, boss, node):
    group = boss.post("usergroups", {"name": "Shift"})
    boss.post(f"usergroups/{group['id']}/users", {"users": [{"id": site.users["other"].pk}]}, 204)
    made = netilion.post(
        "permissions", {**grant(site, node, "can_read"), "assignable": {"id": group["id"], "type": "Usergroup"}}
    )
    assert made["assignable"] == {"id": group["id"], "type": "Usergroup"}
    assert site.speaks("other").ask("GET", f"nodes/{node['id']}").status == 200


def test_bad_permissions_name_what_is_bad(site, netilion, node):
    body = grant(site, node, "can_fly")
    assert netilion.refused(netilion.ask("POST", "permissions", body), 400) == [("invalid", "permission_type")]
    body = {**grant(site, node, "can_read"), "permitable": {"id": 99999, "type": "Node"}}
    assert netilion.refused(netilion.ask("POST", "permissions", body), 400) == [("association_not_found", "permitable")]
    body = {**grant(site, node, "can_read"), "assignable": {"id": 99999, "type": "User"}}
    assert netilion.refused(netilion.ask("POST", "permissions", body), 400) == [("association_not_found", "assignable")]
    assert netilion.refused(netilion.ask("POST", "permissions", {}), 400)


def test_access_rights_are_the_effective_ones(site, netilion, node):
    netilion.post("permissions", grant(site, node, "can_delete"))
    path = f"users/current/access_rights?permitable_id={node['id']}&permitable_type=Node"
    assert site.speaks("other").ask("GET", path).ok() == {
        "can_read": True,
        "can_update": True,
        "can_delete": True,
        "can_permit": False,
    }
    assert set(netilion.ask("GET", path).ok().values()) == {True}
    assert set(site.speaks("guest").ask("GET", path).ok().values()) == {False}
    assert netilion.ask("GET", "users/current/access_rights").status == 400


# -- users and groups -------------------------------------------------------------------------------------------------


def test_the_current_user(site, netilion):
    user = netilion.get("users/current")
    assert (user["id"], user["email"], user["disabled"]) == (
        site.users["writer"].pk,
        "writer-Kiel@example.com",
        False,
    )
    assert user["links"]["usergroups"] == {"href": f"{BASE}/users/{user['id']}/usergroups"}


def test_users_are_looked_up_by_address(site, netilion):
    assert netilion.get("users/lookup", email="OTHER-kiel@example.com")["id"] == site.users["other"].pk
    assert netilion.ask("GET", "users/lookup?email=nobody@example.com").status == 404
    assert netilion.ask("GET", "users/lookup").status == 400
    assert len(netilion.get("users", email="*-kiel@example.com")["users"]) == 4


def test_an_admin_changes_users(site, netilion, boss):
    path = f"users/{site.users['other'].pk}"
    assert netilion.ask("PATCH", path, {"first_name": "Otto"}).status == 403
    boss.patch(path, {"first_name": "Otto", "last_name": "Other", "disabled": False})
    assert netilion.get(path)["last_name"] == "Other"
    boss.patch(path, {"disabled": True})
    assert netilion.get("users", first_name="otto")["users"][0]["disabled"] is True
    boss.patch(path, {"disabled": "false"})
    assert netilion.get(path)["disabled"] is False


def test_groups_and_their_users(site, boss):
    group = boss.post("usergroups", {"name": "Maintenance", "description": "Who repairs."})
    path = f"usergroups/{group['id']}/users"
    users = [{"id": site.users[who].pk} for who in ("writer", "other", "guest")]
    boss.post(path, {"users": users[:2]}, 204)
    boss.patch(path, {"users": users[1:]})
    assert [user["id"] for user in boss.get(path)["users"]] == [user["id"] for user in users[1:]]
    assert boss.get(f"users/{users[1]['id']}/usergroups")["usergroups"] == [group]
    assert boss.get(f"users/{users[1]['id']}", include="usergroups")["usergroups"][0]["name"] == "Maintenance"
    boss.delete(f"users/{users[1]['id']}/usergroups", {"usergroups": [{"id": group["id"]}]})
    assert len(boss.get(path)["users"]) == 1
    assert boss.refused(boss.ask("POST", "usergroups", {"name": "maintenance"}), 400) == [("taken", "name")]


def test_technical_users_are_made_with_a_password_shown_once(boss):
    user = boss.post("technical_users", {"email": "robot@example.com"})
    assert user["password"]
    assert boss.get("technical_users", email="robot*")["technical_users"][0]["password"] is None
    renewed = boss.post(f"technical_users/{user['id']}/password_reset", {}, 200)
    assert renewed["password"] not in ("", user["password"])
    boss.delete(f"technical_users/{user['id']}")


# -- tenants, applications, keys --------------------------------------------------------------------------------------


def test_tenants_and_their_members(site, netilion, boss):
    number = site.plant.tenant.pk
    assert netilion.get("tenants", name="kiel")["tenants"][0] == {
        "id": number,
        "name": "Kiel",
        "description": "",
        "public": False,
    }
    assert netilion.refused(netilion.ask("POST", "tenants", {"name": "New"}), 403) == [("access_denied", None)]
    assert site.users["writer"].pk in [user["id"] for user in netilion.get(f"tenants/{number}/users")["users"]]
    boss.post(f"tenants/{number}/admins", {"admins": [{"id": site.users["other"].pk}]}, 204)
    admins = {user["email"] for user in netilion.get(f"tenants/{number}/admins")["users"]}
    assert {"other-Kiel@example.com", "boss-Kiel@example.com"} <= admins
    boss.delete(f"tenants/{number}/admins", {"admins": [{"id": site.users["other"].pk}]})
    answer = netilion.ask("POST", f"tenants/{number}/admins", {"admins": [{"id": site.users["writer"].pk}]})
    assert answer.status == 403
    boss.post(f"tenants/{number}/users", {"users": [{"email": "guest-kiel@example.com"}]}, 204)
    answer = boss.ask("POST", f"tenants/{number}/users", {"users": [{"email": "stranger@example.com"}]})
    assert boss.refused(answer, 400) == [("association_not_found", "users")]
    assert boss.ask("DELETE", f"tenants/{number}/users", {"users": []}).status == 403


def test_the_current_application_is_that_of_the_token(site, netilion, boss):
    for speaker in (netilion, boss):
        assert speaker.get("client_applications/current")["name"] == "app of Kiel"
        assert site.client.pk in [one["id"] for one in speaker.get("client_applications")["client_applications"]]
        assert speaker.get(f"client_applications/{site.client.pk}")["id"] == site.client.pk
    assert netilion.ask("GET", "client_applications/99999").status == 404


def test_an_admin_makes_applications(site, boss):
    made = boss.post("client_applications", {"name": "Reporting"})
    assert made["api_secret"]
    path = f"client_applications/{made['id']}"
    boss.patch(path, {"name": "Reports"})
    again = boss.get(path)
    assert (again["name"], again["api_secret"], again["api_key"]) == ("Reports", None, made["api_key"])
    key = boss.post("api_keys", {"description": "of reports", "client_application": {"id": made["id"]}})
    assert key["api_key"].startswith("sk_prod_")
    listed = boss.get(f"{path}/api_keys")["api_keys"]
    assert [(one["id"], one["disabled"]) for one in listed] == [(key["id"], False)]
    assert key["api_key"].startswith(f"sk_prod_{listed[0]['api_key']}")
    boss.patch(f"api_keys/{key['id']}", {"disabled": True})
    assert boss.get(f"api_keys/{key['id']}")["disabled"] is True
    assert len(boss.get(f"{path}/technical_users")["technical_users"]) == 1
    boss.delete(f"api_keys/{key['id']}")
    boss.delete(path)


def test_an_application_gets_further_technical_users(site, boss, netilion):
    path = f"client_applications/{site.client.pk}/technical_users"
    made = boss.post(path, {})
    assert made["email"].startswith(site.client.name)
    named = boss.post(path, {"email": "pump@example.com"})
    assert named["email"] == "pump@example.com"
    listed = boss.get(path)["technical_users"]
    assert {one["id"] for one in listed} == {made["id"], named["id"], site.users["writer"].pk}
    assert {one["password"] for one in listed} == {None}
    form = {"username": named["email"], "password": named["password"]}
    assert site.token(**form)["access_token"]
    boss.delete(f"technical_users/{made['id']}")
    assert len(boss.get(path)["technical_users"]) == 2
    for body in ({"email": 5}, {"email": "pump@example.com"}):
        assert {attribute for _type, attribute in boss.refused(boss.ask("POST", path, body), 400)} <= {"email", "name"}
    assert netilion.ask("POST", path, {}).status == 404
    assert boss.ask("POST", "client_applications/987654321/technical_users", {}).status == 404


def test_keys_are_for_admins(netilion):
    assert netilion.refused(netilion.ask("GET", "api_keys"), 403) == [("access_denied", None)]


# -- owners -----------------------------------------------------------------------------------------------------------


def owning(site, node, who="other"):
    return {key: value for key, value in grant(site, node, None, who).items() if key != "permission_type"}


def test_an_owner_is_added_to_an_object_and_all_below(site, netilion, node):
    below = netilion.post("nodes", {"name": "Hall", "parent": {"id": node["id"]}})
    netilion.post("owners", owning(site, node), 204)
    netilion.post("owners", owning(site, node), 204)
    site.speaks("other").delete(f"nodes/{below['id']}")


def test_an_owner_is_removed_once(site, netilion, node):
    netilion.post("owners", owning(site, node), 204)
    netilion.delete("owners", owning(site, node))
    assert site.speaks("other").ask("GET", f"nodes/{node['id']}").status == 404
    answer = netilion.ask("DELETE", "owners", owning(site, node))
    assert netilion.refused(answer, 404) == [("not_found_no_permission", None)]


def test_owners_are_made_by_owners_only(site, netilion, node):
    netilion.post("permissions", grant(site, node, "can_delete"))
    other = site.speaks("other")
    answer = other.ask("POST", "owners", owning(site, node, "guest"))
    assert other.refused(answer, 403) == [("access_denied", None)]
    answer = other.ask("DELETE", "owners", owning(site, node, "writer"))
    assert answer.status in (403, 404)


def test_owners_need_both_sides(site, netilion, node):
    assert netilion.refused(netilion.ask("POST", "owners", {}), 400) == [
        ("association_blank", "assignable"),
        ("blank", "permitable"),
    ]
    body = {**owning(site, node), "permitable": {"id": 99999, "type": "Node"}}
    assert netilion.refused(netilion.ask("POST", "owners", body), 400) == [("association_not_found", "permitable")]
