"""Asking for an asset that one cannot see, and that rights flow on from every object."""

import pytest

BASE = "http://testserver/v1"


@pytest.fixture
def asset(netilion):
    maker = netilion.post("companies", {"name": "Maker"})
    product = netilion.post("products", {"product_code": "P-1", "name": "Product", "manufacturer": {"id": maker["id"]}})
    asset = netilion.post("assets", {"serial_number": "S-0001", "product": {"id": product["id"]}})
    return {**asset, "named": {"serial_number": "s-0001", "manufacturer": {"id": maker["id"]}}}


@pytest.fixture
def other(site):
    return site.speaks("other")


@pytest.fixture
def asked(other, asset):
    return other.post("permission_requests", {"request_message": "Please.", "asset": asset["named"]})


def test_an_asset_is_asked_for_by_its_number(site, other, asked):
    assert asked["status"] == "open"
    assert asked["request_message"] == "Please."
    assert asked["permitable"] == {"id": 0, "type": "Asset"}
    assert asked["request_user"]["email"] == site.users["other"].email
    assert asked["request_user"]["href"] == f"{BASE}/users/{site.users['other'].pk}"
    assert asked["response_user"] is None
    assert other.get(f"permission_requests/{asked['id']}") == asked


def test_one_who_may_permit_sees_what_it_is_about_and_accepts(site, netilion, other, asset, asked):
    (seen,) = netilion.get("permission_requests", status="open")["permission_requests"]
    assert seen["permitable"] == {"id": asset["id"], "type": "Asset"}
    assert other.ask("GET", f"assets/{asset['id']}").status == 404
    netilion.patch(f"permission_requests/{asked['id']}", {"status": "accepted", "response_message": "Yes."})
    assert other.get(f"assets/{asset['id']}")["serial_number"] == "S-0001"
    told = other.get(f"permission_requests/{asked['id']}")
    assert (told["status"], told["response_message"]) == ("accepted", "Yes.")
    assert told["response_user"]["id"] == site.users["writer"].pk
    assert told["permitable"]["id"] == asset["id"]
    (grant,) = netilion.get("permissions", assignable_id=site.users["other"].pk)["permissions"]
    assert grant["permission_type"] == "can_read"
    assert netilion.get("permission_requests", status="open")["permission_requests"] == []


def test_a_rejected_one_sees_nothing(netilion, other, asset, asked):
    netilion.patch(f"permission_requests/{asked['id']}", {"status": "rejected"})
    assert other.ask("GET", f"assets/{asset['id']}").status == 404
    assert other.get("permission_requests", status="rejected,accepted")["pagination"]["total_count"] == 1
    answer = netilion.ask("PATCH", f"permission_requests/{asked['id']}", {"status": "accepted"})
    assert netilion.refused(answer, 409) == [("association_conflict", None)]


def test_what_is_not_there_is_answered_alike(other, asset, asked):
    named = {**asset["named"], "serial_number": "never"}
    made = other.post("permission_requests", {"request_message": "Please.", "asset": named})
    differs = {"id", "asset"}
    assert {k: v for k, v in made.items() if k not in differs} == {k: v for k, v in asked.items() if k not in differs}


def test_who_asks_does_not_answer_but_may_take_it_back(site, other, asked):
    answer = other.ask("PATCH", f"permission_requests/{asked['id']}", {"status": "accepted"})
    assert other.refused(answer, 403) == [("access_denied", None)]
    guest = site.speaks("guest")
    assert guest.ask("GET", f"permission_requests/{asked['id']}").status == 404
    other.delete(f"permission_requests/{asked['id']}")
    assert other.ask("GET", f"permission_requests/{asked['id']}").status == 404


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, [("blank", "asset")]),
        ({"asset": None}, [("blank", "asset")]),
        ({"asset": "x"}, [("association_not_found", "asset")]),
        ({"asset": {}}, [("blank", "asset"), ("blank", "asset")]),
        ({"asset": {"serial_number": "x", "manufacturer": {"id": 987654321}}}, [("association_not_found", "asset")]),
    ],
)
def test_what_is_asked_for_has_a_number_and_a_maker(other, body, told):
    answer = other.ask("POST", "permission_requests", body)
    assert [one for one, _ in other.refused(answer, 400)] == [one for one, _ in told]
    assert {attribute for _, attribute in other.refused(answer, 400)} == {"asset"}


def test_an_answer_is_one_of_two(netilion, asked):
    path = f"permission_requests/{asked['id']}"
    assert netilion.refused(netilion.ask("PATCH", path, {}), 400) == [("blank", "status")]
    assert netilion.refused(netilion.ask("PATCH", path, {"status": "maybe"}), 400) == [("invalid", "status")]
    wrong = netilion.ask("PATCH", path, {"status": "accepted", "response_message": 5})
    assert netilion.refused(wrong, 400) == [("invalid", "response_message")]
    assert netilion.refused(netilion.ask("PATCH", "permission_requests/987654321", {}), 404)


# -- inheritance ------------------------------------------------------------------------------------------------------

PATH = "permission_inheritances"


def test_rights_flow_on_from_what_one_may_read(netilion, other, asset):
    node = netilion.post("nodes", {"name": "Hall"})
    found = netilion.get(PATH, permission_inheritable_type="Node", permission_inheritable_id=node["id"])
    assert [row["permission_type"] for row in found[PATH]] == ["can_read", "can_update", "can_delete", "can_permit"]
    assert {row["inheritance"] for row in found[PATH]} == {True}
    assert netilion.get(f"{PATH}/{found[PATH][2]['id']}") == found[PATH][2]
    assert other.ask("GET", f"{PATH}/{found[PATH][2]['id']}").status == 404
    assert other.get(PATH, permission_inheritable_id=node["id"], permission_inheritable_type="Node")[PATH] == []
    assert netilion.get(PATH, permission_inheritable_type="Document")[PATH] == []


def test_pages_go_on_from_kind_to_kind(netilion, asset):
    for name in ("Hall", "Yard"):
        netilion.post("nodes", {"name": name})
    whole = netilion.get(PATH, per_page=100)
    assert len(whole[PATH]) == whole["pagination"]["total_count"] == 12
    pages = [netilion.get(PATH, per_page=5, page=page)[PATH] for page in (1, 2, 3, 4)]
    assert [row for page in pages for row in page] == whole[PATH]
    some = netilion.get(PATH, permission_type="can_read,can_permit", per_page=4)
    assert some["pagination"]["total_count"] == 6
    assert some["pagination"]["next"].startswith(BASE)


def test_nobody_turns_them_off(netilion, other, asset):
    side = {"id": asset["id"], "type": "Asset"}
    body = {"permission_type": "can_read", "inheritance": True, "permission_inheritable": side}
    made = netilion.post(PATH, body)
    assert made == netilion.get(f"{PATH}/{made['id']}")
    off = netilion.ask("POST", PATH, {**body, "inheritance": False})
    assert netilion.refused(off, 403) == [("access_denied", None)]
    assert netilion.refused(netilion.ask("DELETE", f"{PATH}/{made['id']}"), 403) == [("access_denied", None)]
    hidden = other.ask("POST", PATH, body)
    assert other.refused(hidden, 400) == [("association_not_found", "permission_inheritable")]


def test_what_makes_no_sense_is_refused(netilion):
    answer = netilion.ask("POST", PATH, {"permission_type": "can_fly", "permission_inheritable": 5})
    attributes = ["permission_type", "inheritance", "permission_inheritable"]
    assert [attribute for _type, attribute in netilion.refused(answer, 400)] == attributes
    for query in ("permission_type=can_fly", "order_by=-id", "x=1", "permission_inheritable_id=x", "page=0"):
        assert netilion.refused(netilion.ask("GET", f"{PATH}?{query}"), 400)[0][1] == query.partition("=")[0]
    for number in ("0", "x", "1" * 19, "5"):
        assert netilion.ask("GET", f"{PATH}/{number}").status == 404
