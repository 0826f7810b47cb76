"""Refusals in Netilion's words, and who is let in at all."""

import pytest

from permissions.rules import credentials
from tests.dialects.netilion.conftest import Netilion


@pytest.fixture
def product(netilion):
    company = netilion.post("companies", {"name": "Parker"})
    return netilion.post("products", {"product_code": "PV", "manufacturer": {"id": company["id"]}})


def test_what_is_missing_is_blank(netilion):
    found = netilion.refused(netilion.ask("POST", "assets", {}), 400)
    assert set(found) == {("blank", "serial_number"), ("association_blank", "product")}


def test_a_reference_to_nothing_is_the_bodys_fault(netilion):
    answer = netilion.ask("POST", "products", {"product_code": "X", "manufacturer": {"id": 99999}})
    assert netilion.refused(answer, 400) == [("association_not_found", "manufacturer")]


def test_a_duplicate_is_taken_and_400(netilion, product):
    assert netilion.refused(netilion.ask("POST", "companies", {"name": "parker"}), 400) == [("taken", "name")]
    body = {"serial_number": "S-1", "product": {"id": product["id"]}}
    netilion.post("assets", body)
    assert netilion.refused(netilion.ask("POST", "assets", body), 400) == [("taken", "serial_number")]


def test_what_cannot_be_seen_is_not_there(site, netilion):
    node = netilion.post("nodes", {"name": "Mine"})
    other = site.speaks("other")
    for answer in (other.ask("GET", f"nodes/{node['id']}"), other.ask("GET", "nodes/123456789012345678")):
        assert other.refused(answer, 404) == [("not_found_no_permission", None)]
    assert other.refused(other.ask("POST", "nodes/x/assets", {"assets": []}), 404)[0][0] == "not_found_no_permission"


def test_who_may_only_read_is_denied(site, netilion):
    node = netilion.post("nodes", {"name": "Shared"})
    grant = {"permission_type": "can_read", "assignable": {"id": site.users["guest"].pk, "type": "User"}}
    netilion.post("permissions", {**grant, "permitable": {"id": node["id"], "type": "Node"}})
    guest = site.speaks("guest")
    assert guest.get(f"nodes/{node['id']}")["name"] == "Shared"
    assert guest.refused(guest.ask("DELETE", f"nodes/{node['id']}"), 403) == [("access_denied", None)]


def test_unknown_paths_methods_and_types_answer_alike(netilion):
    assert netilion.refused(netilion.ask("GET", "teapots"), 404) == [("not_found_no_permission", None)]
    answer = netilion.ask("PUT", "assets", {})
    assert netilion.refused(answer, 405) == [("method_not_allowed", None)]
    assert set(answer.headers["Allow"].split(", ")) >= {"GET", "POST"}
    assert netilion.refused(netilion.ask("POST", "assets", b"<a/>", type="text/xml"), 415) == [("wrong_format", None)]
    assert netilion.refused(netilion.ask("GET", "assets", accept="application/hal+json"), 406)


@pytest.mark.parametrize("body", [b"{", b'{"name": "a", "name": "b"}', b"[]", b"3"])
def test_broken_bodies_are_refused(netilion, body):
    assert netilion.refused(netilion.ask("POST", "companies", body), 400)


def test_unknown_parameters_are_named(netilion):
    assert netilion.refused(netilion.ask("GET", "assets?colour=red"), 400) == [("invalid_input", "colour")]
    assert netilion.refused(netilion.ask("GET", "assets?include=colour"), 400) == [("invalid_input", "include")]
    assert netilion.refused(netilion.ask("GET", "assets?page=0"), 400) == [("invalid", "page")]
    assert netilion.refused(netilion.ask("GET", "assets?order_by=colour"), 400) == [("invalid_input", "order_by")]
    assert netilion.refused(netilion.ask("GET", "assets/1?page=1"), 400) == [("invalid_input", "page")]


def test_what_is_used_stays(netilion, product):
    answer = netilion.ask("DELETE", f"companies/{product['manufacturer']['id']}")
    assert netilion.refused(answer, 409) == [("assigned_restriction", None)]


# -- who is let in ----------------------------------------------------------------------------------------------------


def test_nobody_is_unauthorized(db):
    nobody = Netilion({})
    answer = nobody.ask("GET", "assets")
    assert nobody.refused(answer, 401) == [("unauthorized", None)]
    assert "Bearer" in answer.headers["WWW-Authenticate"]
    assert nobody.refused(nobody.ask("GET", "teapots"), 401) == [("unauthorized", None)]


def test_a_token_tells_when_it_was_made(site):
    for url in ("/oauth/token", "/oauth/token/"):
        token = site.token(url=url)
        assert isinstance(token["created_at"], int)
        assert isinstance(token["expires_in"], int)
    renewed = site.token(grant_type="refresh_token", refresh_token=token["refresh_token"])
    assert renewed["access_token"] != token["access_token"]


def test_a_token_stands_alone_and_with_its_own_client(site):
    token = site.token()["access_token"]
    assert Netilion({"Authorization": f"Bearer {token}"}).get("users/current")
    wrong = Netilion({"Authorization": f"Bearer {token}", "Api-Key": "somebody-else"})
    assert wrong.refused(wrong.ask("GET", "assets"), 401) == [("invalid_api_key", None)]


def test_name_and_password_need_a_key(site):
    alone = site.basic()
    assert alone.refused(alone.ask("GET", "assets"), 401) == [("invalid_api_key", None)]
    _key, text = credentials.key_create(name="own key", tenant=site.plant.tenant, user=site.users["writer"])
    assert site.basic(api_key=text).get("assets")["assets"] == []
    public = site.basic(api_key=site.client.client_id)
    assert public.refused(public.ask("GET", "assets"), 401) == [("invalid_api_key", None)]
    other = site.basic("other", api_key=text)
    assert other.refused(other.ask("GET", "assets"), 401) == [("invalid_api_key", None)]


def test_a_key_alone_is_of_the_wrong_type(site):
    alone = Netilion({"Api-Key": site.plant.keys["engineer"]})
    assert alone.refused(alone.ask("GET", "assets"), 401) == [("invalid_auth_type", None)]


def test_what_is_refused_before_a_view_is_found_is_told_in_the_same_words(netilion):
    assert netilion.refused(netilion.ask("GET", "assets?serial_number=%00"), 400) == [("invalid", "serial_number")]
