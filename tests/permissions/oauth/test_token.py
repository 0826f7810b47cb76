"""``/oauth/token``: who gets which token, and how clients show who they are."""

import base64
import time
from datetime import timedelta
from urllib.parse import quote, quote_plus

import pytest
from django.test import Client as Browser
from django.utils import timezone

from permissions.models import AccessToken, RefreshToken
from permissions.rules.accounts import member_remove, tenant_create, user_create
from permissions.rules.credentials import client_create, client_deactivate, client_secret_renew, secret_hash
from tests.permissions.door_world import PASSWORD, ask, basic, post_form

SECRETS = ["plain", "a:b", "a+b", "a%2Bb", "100%", "grün&größer", "a b", "日本", "%C3%BC", "x:y+z%41ü"]


def credentials_form(world, **more):
    return {"grant_type": "client_credentials", "scope": "read write", **more}


def by_form(world, **more):
    return post_form(
        "/oauth/token",
        **credentials_form(world, client_id=world.client.client_id, client_secret=world.secret, **more),
    )


@pytest.fixture
def passing(world):
    """A client of the password grant."""
    return client_create(name="netilion", tenant=world.tenant, grant="password")


def by_password(passing, name="scada", password=PASSWORD, **more):
    client, secret = passing
    return post_form(
        "/oauth/token",
        grant_type="password",
        client_id=client.client_id,
        client_secret=secret,
        username=name,
        password=password,
        **more,
    )


def refresh(passing, text, **more):
    client, secret = passing
    return post_form(
        "/oauth/token",
        grant_type="refresh_token",
        refresh_token=text,
        client_id=client.client_id,
        client_secret=secret,
        **more,
    )


# The answer


def test_answer_holds_what_all_clients_read(world):
    answer = by_form(world)
    body = answer.json()
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/json")
    assert answer["Cache-Control"] == "no-store"
    assert set(body) == {"access_token", "token_type", "expires_in", "scope", "created_at"}
    assert body["token_type"] == "Bearer"
    assert body["scope"] == "read write"
    assert body["expires_in"] == 3600
    assert isinstance(body["created_at"], int)
    assert abs(body["created_at"] - time.time()) < 5


@pytest.mark.parametrize(
    "url", ["/oauth/token", "/oauth/token/", "/ffwebservices/oauth/token", "/ffwebservices/oauth/token/"]
)
def test_every_address_serves_without_redirect(world, url):
    answer = post_form(url, **credentials_form(world, client_id=world.client.client_id, client_secret=world.secret))
    assert answer.status_code == 200


# How a client shows who it is


@pytest.mark.parametrize("secret", SECRETS)
@pytest.mark.parametrize("encode", [quote_plus, quote, lambda text: quote(text, safe="-_.!~*'();/?:@&=+$,#"), str])
def test_basic_header_is_read_encoded_and_raw(world, secret, encode):
    world.client.client_secret = secret_hash(secret)
    world.client.save()
    header = basic(encode(world.client.client_id), encode(secret))
    assert post_form("/oauth/token", {"authorization": header}, **credentials_form(world)).status_code == 200


@pytest.mark.parametrize("secret", SECRETS)
def test_members_of_the_form_are_read(world, secret):
    world.client.client_secret = secret_hash(secret)
    world.client.save()
    form = credentials_form(world, client_id=world.client.client_id, client_secret=secret)
    assert post_form("/oauth/token", **form).status_code == 200


def test_umlauts_packed_as_latin_1_are_read(world):
    world.client.client_secret = secret_hash("grün")
    world.client.save()
    header = basic(world.client.client_id, "grün", "latin-1")
    assert post_form("/oauth/token", {"authorization": header}, **credentials_form(world)).status_code == 200


def test_literal_type_of_the_force_guide_is_read(world):
    form = credentials_form(world, client_id=world.client.client_id, client_secret=world.secret)
    answer = post_form("/ffwebservices/oauth/token", content_type="application/x-www-urlencode", **form)
    assert answer.status_code == 200


def test_header_and_form_must_agree(world):
    other, secret = client_create(name="other", tenant=world.tenant, grant="client-credentials")
    mine = basic(world.client.client_id, world.secret)

    def answered(**more):
        return post_form("/oauth/token", {"authorization": mine}, **credentials_form(world, **more)).status_code

    assert answered(client_id=world.client.client_id, client_secret=world.secret) == 200
    assert answered(client_id=world.client.client_id) == 200
    assert answered(client_id=other.client_id, client_secret=secret) == 401
    assert answered(client_id=world.client.client_id, client_secret="wrong") == 401


def test_wrong_header_is_not_healed_by_the_form(world):
    form = credentials_form(world, client_id=world.client.client_id, client_secret=world.secret)
    answer = post_form("/oauth/token", {"authorization": basic(world.client.client_id, "wrong")}, **form)
    assert answer.status_code == 401


@pytest.mark.parametrize(
    ("client_id", "secret"), [("", ""), ("nobody", "x"), ("x" * 3000, "x"), ("ü", "ü"), (None, "wrong"), (None, "")]
)
def test_unknown_client_and_wrong_secret_are_401(world, client_id, secret):
    client_id = world.client.client_id if client_id is None else client_id
    by_form = post_form("/oauth/token", **credentials_form(world, client_id=client_id, client_secret=secret))
    by_header = post_form("/oauth/token", {"authorization": basic(client_id, secret)}, **credentials_form(world))
    for answer in (by_form, by_header):
        assert answer.status_code == 401
        assert answer.json()["error"] == "invalid_client"
        assert answer["WWW-Authenticate"].startswith("Basic realm=")


@pytest.mark.parametrize("value", ["Basic", "Basic !", "Basic YQ==", "Basic \xff\xff", "Bearer x"])
def test_unreadable_header_is_401(world, value):
    assert post_form("/oauth/token", {"authorization": value}, **credentials_form(world)).status_code == 401


def test_secret_in_the_address_is_refused(world):
    answer = Browser().post(
        f"/oauth/token?grant_type=client_credentials&client_id={world.client.client_id}"
        f"&client_secret={world.secret}&scope=read"
    )
    assert answer.status_code == 400


# Bad input


@pytest.mark.parametrize("name", ["client_id", "client_secret", "scope", "grant_type"])
def test_nul_is_no_server_error(world, name):
    form = credentials_form(world, client_id=world.client.client_id, client_secret=world.secret)
    assert post_form("/oauth/token", **{**form, name: "a\0b"}).status_code == 400


def test_member_given_twice_is_refused(world):
    body = f"grant_type=client_credentials&client_id={world.client.client_id}&scope=read&scope=write"
    answer = Browser().generic("POST", "/oauth/token", body, "application/x-www-form-urlencoded")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


@pytest.mark.parametrize("kind", ["application/json", "text/xml", "multipart/form-data; boundary=x"])
def test_other_bodies_are_refused(world, kind):
    answer = Browser().generic("POST", "/oauth/token", "{}", kind)
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_request")


def test_get_is_405(world):
    answer = Browser().get("/oauth/token")
    assert (answer.status_code, answer["Allow"]) == (405, "OPTIONS, POST")


@pytest.mark.parametrize(
    "grant",
    [
        "",
        "implicit",
        "password",
        "refresh_token",
        "authorization_code",
        "x",
        "urn:ietf:params:oauth:grant-type:device_code",
    ],
)
def test_other_grants_of_the_client_are_400(world, grant):
    answer = (
        by_form(world)
        if not grant
        else post_form(
            "/oauth/token",
            **{
                **credentials_form(world, client_id=world.client.client_id, client_secret=world.secret),
                "grant_type": grant,
            },
        )
    )
    assert answer.status_code == (200 if not grant else 400)


# Scopes


@pytest.mark.parametrize("scope", ["admin", "read admin", "READ", "introspection", ""])
def test_unknown_scopes_are_400(world, scope):
    answer = post_form(
        "/oauth/token",
        grant_type="client_credentials",
        client_id=world.client.client_id,
        client_secret=world.secret,
        scope=scope,
    )
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_scope")


def test_a_machine_that_names_no_scope_gets_those_of_its_client(world):
    client, secret = client_create(name="viewer", tenant=world.tenant, grant="client-credentials", scopes="read")
    form = {"grant_type": "client_credentials", "client_id": client.client_id, "client_secret": secret}
    answer = post_form("/oauth/token", **form)
    assert (answer.status_code, answer.json()["scope"]) == (200, "read")


def test_scope_beyond_the_clients_is_400(world):
    client, secret = client_create(name="viewer", tenant=world.tenant, grant="client-credentials", scopes="read")
    form = {"grant_type": "client_credentials", "client_id": client.client_id, "client_secret": secret}
    assert post_form("/oauth/token", **form, scope="read write").status_code == 400
    assert post_form("/oauth/token", **form, scope="read").status_code == 200


def test_resource_of_another_server_is_refused(world):
    answer = by_form(world, resource="https://elsewhere.example/")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_target")


# Clients


def test_inactive_client_gets_nothing(world):
    client_deactivate(client=world.client)
    assert by_form(world).status_code == 401


def test_renewed_secret_replaces_the_old_one(world):
    old, world.secret = world.secret, client_secret_renew(client=world.client)
    assert by_form(world).status_code == 200
    world.secret = old
    assert by_form(world).status_code == 401


def test_secret_is_hashed_at_rest_and_absent_from_history(world):
    row = type(world.client).objects.values().get(pk=world.client.pk)
    assert not any(world.secret in str(value) for value in row.values())
    assert "client_secret" not in [field.name for field in world.client.history.model._meta.fields]


# The password grant


def test_machine_gets_a_token_by_password(world, passing):
    body = by_password(passing).json()
    assert {"access_token", "refresh_token", "created_at", "expires_in"} <= set(body)
    assert body["scope"] == "read write"
    answer = ask(authorization=f"Bearer {body['access_token']}").json()
    assert (answer["user"], answer["client"]) == ("scada", "netilion")


def test_person_gets_none_by_password(world, passing):
    answer = by_password(passing, name="ada")
    assert (answer.status_code, answer.json()["error"]) == (400, "invalid_grant")


def test_machine_of_another_tenant_gets_none(world, passing):
    lyon = tenant_create(name="Lyon")
    user_create(name="foreign", tenant=lyon, role="admin", technical=True, password=PASSWORD)
    assert by_password(passing, name="foreign").status_code == 400


@pytest.mark.parametrize(
    ("name", "password"), [("scada", "wrong"), ("nobody", "x"), ("scada\0", "x"), ("ü" * 999, "x")]
)
def test_wrong_name_or_password_is_400(world, passing, name, password):
    answer = by_password(passing, name=name, password=password)
    assert (answer.status_code, answer.json()["error"] in ("invalid_grant", "invalid_request")) == (400, True)


def test_password_grant_can_be_turned_off(world, passing, settings):
    settings.OAUTH2_PASSWORD_GRANT = False
    assert by_password(passing).json()["error"] == "unauthorized_client"


# Refresh


def test_refresh_rotates(world, passing):
    first = by_password(passing).json()
    second = refresh(passing, first["refresh_token"]).json()
    assert second["refresh_token"] != first["refresh_token"]
    assert ask(authorization=f"Bearer {second['access_token']}").status_code == 200
    assert ask(authorization=f"Bearer {first['access_token']}").status_code == 401


def test_replayed_refresh_token_revokes_the_family(world, passing):
    first = by_password(passing).json()
    second = refresh(passing, first["refresh_token"]).json()
    assert refresh(passing, first["refresh_token"]).status_code == 400
    assert refresh(passing, second["refresh_token"]).status_code == 400
    assert ask(authorization=f"Bearer {second['access_token']}").status_code == 401


def test_refresh_may_narrow_but_not_widen_the_scope(world, passing):
    first = by_password(passing, scope="read").json()
    assert refresh(passing, first["refresh_token"], scope="read write").status_code == 400
    assert refresh(passing, first["refresh_token"], scope="read").json()["scope"] == "read"


def test_refresh_token_of_another_client_is_refused(world, passing):
    first = by_password(passing).json()
    other = client_create(name="thief", tenant=world.tenant, grant="password")
    assert refresh(other, first["refresh_token"]).status_code == 400


def test_refresh_ends_when_the_user_is_no_member_any_more(world, passing):
    first = by_password(passing).json()
    member_remove(user=world.scada, tenant=world.tenant)
    assert refresh(passing, first["refresh_token"]).status_code == 400


def test_refresh_ends_when_the_user_is_locked_out(world, passing):
    first = by_password(passing).json()
    world.scada.is_active = False
    world.scada.save()
    assert refresh(passing, first["refresh_token"]).status_code == 400


def test_refresh_token_ends_after_thirty_days(world, passing):
    first = by_password(passing).json()
    row = AccessToken.objects.get()
    row.expires = timezone.now() - timedelta(days=30, seconds=1)
    row.save()
    assert refresh(passing, first["refresh_token"]).status_code == 400


def test_unknown_refresh_token_is_400(world, passing):
    for text in ("", "nonsense", "ü" * 500):
        assert refresh(passing, text).status_code == 400


def test_no_token_stands_in_clear_in_the_database(world, passing):
    body = by_password(passing).json()
    texts = [str(row) for model in (AccessToken, RefreshToken) for row in model.objects.values()]
    assert not any(secret in text for secret in (body["access_token"], body["refresh_token"]) for text in texts)


def test_stolen_token_of_another_tenant_opens_only_its_own(world):
    lyon = tenant_create(name="Lyon")
    client, secret = client_create(name="spy", tenant=lyon, grant="client-credentials")
    body = post_form(
        "/oauth/token", grant_type="client_credentials", client_id=client.client_id, client_secret=secret, scope="read"
    ).json()
    assert ask(authorization=f"Bearer {body['access_token']}").json()["tenant"] == "Lyon"


def test_header_of_base64_without_padding_is_refused():
    from permissions.oauth.credentials import basic_pairs

    assert list(basic_pairs("YQ")) == []
    assert list(basic_pairs(base64.b64encode(b"a:b").decode())) == [("a", "b")]
