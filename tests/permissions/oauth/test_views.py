"""Revocation, introspection, and the description of it all."""

import pytest
from django.test import Client as Browser

from permissions.rules.accounts import tenant_create
from permissions.rules.credentials import client_create
from tests.permissions.door_world import ask, basic, post_form, token


@pytest.mark.parametrize("url", ["/oauth/revoke", "/oauth/revoke/"])
def test_client_gives_back_its_token(world, url):
    text = token(world)
    answer = post_form(url, token=text, client_id=world.client.client_id, client_secret=world.secret)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert ask(authorization=f"Bearer {text}").status_code == 401


def test_unknown_token_is_given_back_silently(world):
    form = {"client_id": world.client.client_id, "client_secret": world.secret}
    assert post_form("/oauth/revoke", token="nonsense", **form).status_code == 200


def test_foreign_token_stays(world):
    text = token(world)
    other, secret = client_create(name="other", tenant=world.tenant, grant="client-credentials")
    post_form("/oauth/revoke", token=text, client_id=other.client_id, client_secret=secret)
    assert ask(authorization=f"Bearer {text}").status_code == 200


def test_revocation_needs_the_client(world):
    text = token(world)
    assert post_form("/oauth/revoke", token=text).status_code == 401
    assert (
        post_form("/oauth/revoke", token=text, client_id=world.client.client_id, client_secret="x").status_code == 401
    )
    assert ask(authorization=f"Bearer {text}").status_code == 200


@pytest.mark.parametrize("url", ["/oauth/introspect", "/oauth/introspect/"])
def test_client_asks_about_a_token(world, url):
    text = token(world, scope="read")
    answer = post_form(url, {"authorization": basic(world.client.client_id, world.secret)}, token=text)
    body = answer.json()
    assert (body["active"], body["scope"], body["username"]) == (True, "read", "scada")
    assert body["client_id"] == world.client.client_id
    assert body["exp"] - body["iat"] in (3599, 3600)


def test_token_of_another_tenant_is_not_active(world):
    text = token(world)
    lyon = tenant_create(name="Lyon")
    spy, secret = client_create(name="spy", tenant=lyon, grant="client-credentials")
    form = {"client_id": spy.client_id, "client_secret": secret}
    assert post_form("/oauth/introspect", token=text, **form).json() == {"active": False}
    assert post_form("/oauth/introspect", token="nonsense", **form).json() == {"active": False}


def test_introspection_needs_the_client_and_a_token(world):
    form = {"client_id": world.client.client_id, "client_secret": world.secret}
    assert post_form("/oauth/introspect", token=token(world)).status_code == 401
    assert post_form("/oauth/introspect", {"authorization": f"Bearer {token(world)}"}, token="x").status_code == 401
    assert post_form("/oauth/introspect", **form).status_code == 400


def test_metadata_stands_at_the_root(db):
    body = Browser().get("/.well-known/oauth-authorization-server").json()
    assert body["issuer"] == "http://testserver"
    assert body["token_endpoint"] == "http://testserver/oauth/token"
    assert body["authorization_endpoint"] == "http://testserver/oauth/authorize"
    assert body["revocation_endpoint"] == "http://testserver/oauth/revoke"
    assert body["introspection_endpoint"] == "http://testserver/oauth/introspect"
    assert body["scopes_supported"] == ["read", "write"]
    assert body["response_types_supported"] == ["code"]
    assert body["code_challenge_methods_supported"] == ["S256"]
    assert set(body["grant_types_supported"]) == {
        "authorization_code",
        "client_credentials",
        "password",
        "refresh_token",
    }


@pytest.mark.parametrize(
    "url",
    ["/oauth/applications/", "/oauth/authorized_tokens/", "/oauth/register/", "/oauth/device/", "/oauth/userinfo/"],
)
def test_pages_of_the_toolkit_that_nobody_needs_are_not_there(world, url):
    browser = Browser()
    browser.force_login(world.ada)
    assert browser.get(url).status_code == 404
