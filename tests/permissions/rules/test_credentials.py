"""Rules of clients and API keys."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub.errors import ValidationProblem
from permissions.models import ApiKey, Client, User
from permissions.rules.accounts import tenant_create
from permissions.rules.credentials import (
    checked_origin,
    checked_scopes,
    checked_uri,
    client_create,
    key_create,
    key_revoke,
)

BACK = "https://app.example.com/back"


def refused(make, **values):
    with pytest.raises(ValidationProblem) as caught:
        make(**values)
    return [(error["pointer"], error["code"]) for error in caught.value.errors]


def test_client_acts_as_a_machine_named_after_it(world):
    client, _ = client_create(name="erp", tenant=world.tenant, grant="client-credentials", role="admin")
    assert (client.user.name, client.user.technical) == ("erp", True)
    assert client.user.memberships.get().role == "admin"


def test_role_follows_from_the_scope_when_none_is_named(world):
    reads, _ = client_create(name="reads", tenant=world.tenant, grant="client-credentials", scopes="read")
    writes, _ = client_create(name="writes", tenant=world.tenant, grant="client-credentials")
    assert [c.user.memberships.get().role for c in (reads, writes)] == ["operator", "engineer"]


def test_user_and_role_exclude_each_other(world):
    values = {"name": "erp", "tenant": world.tenant, "grant": "client-credentials", "user": world.scada}
    assert refused(client_create, **values, role="admin") == [("#/role", "invalid")]


def test_names_are_unique_within_the_tenant(world):
    values = {"tenant": world.tenant, "grant": "client-credentials"}
    assert refused(client_create, name="BRIDGE", **values) == [("#/name", "unique")]
    assert refused(key_create, name="Logger", tenant=world.tenant) == [("#/name", "unique")]
    lyon = tenant_create(name="Lyon")
    client_create(name="bridge", tenant=lyon, grant="client-credentials")
    key_create(name="logger", tenant=lyon)


def test_refused_client_leaves_no_user_behind(world):
    before = User.objects.count()
    refused(client_create, name="erp", tenant=world.tenant, grant="implicit")
    refused(client_create, name="erp", tenant=world.tenant, grant="authorization-code")
    refused(client_create, name="erp", tenant=world.tenant, grant="client-credentials", scopes="all")
    refused(client_create, name="erp", tenant=world.tenant, grant="client-credentials", role="root")
    assert (User.objects.count(), Client.objects.count()) == (before, 1)


def test_browser_program_is_public_with_the_origins_of_its_uris(world):
    client, _ = client_create(
        name="app",
        tenant=world.tenant,
        grant="authorization-code",
        redirect_uris=[BACK, "https://app.example.com/other", "http://127.0.0.1:8080/x"],
    )
    assert client.client_type == "public"
    assert client.allowed_origins == "https://app.example.com http://127.0.0.1:8080"


def test_server_program_is_confidential_and_has_no_origins(world):
    client, _ = client_create(
        name="app", tenant=world.tenant, grant="authorization-code", redirect_uris=[BACK], confidential=True
    )
    assert (client.client_type, client.allowed_origins) == ("confidential", "")


@pytest.mark.parametrize(
    "uri",
    [
        "http://app.example.com/back",
        "https://app.example.com/back#x",
        "https://user@app.example.com/",
        "https://*.example.com/",
        "javascript:alert(1)",
        "app.example.com",
        "https://",
        "",
        "https://a b/",
        "https://münchen.example/",
        "https://[::1",
    ],
)
def test_unsafe_redirect_uris_are_refused(uri):
    assert refused(lambda: checked_uri(uri)) == [("#/redirect_uris", "invalid")]


@pytest.mark.parametrize(
    ("origin", "kept"),
    [
        ("https://app.example.com", "https://app.example.com"),
        ("https://app.example.com/", "https://app.example.com"),
        ("https://APP.example.com:443", "https://app.example.com"),
        ("http://localhost:5173", "http://localhost:5173"),
        ("http://[::1]:80", "http://[::1]"),
    ],
)
def test_origins_are_kept_as_browsers_write_them(origin, kept):
    assert checked_origin(origin) == kept


@pytest.mark.parametrize(
    "origin", ["*", "null", "http://app.example.com", "https://app.example.com/x", "ftp://x", "https://x:99999"]
)
def test_unsafe_origins_are_refused(origin):
    assert refused(lambda: checked_origin(origin)) == [("#/allowed_origins", "invalid")]


@pytest.mark.parametrize(("text", "kept"), [("read", "read"), ("write read", "read write"), (" read  read ", "read")])
def test_scopes_are_kept_in_order(text, kept):
    assert checked_scopes(text) == kept


def test_key_that_is_expired_already_is_refused(world):
    values = {"name": "late", "tenant": world.tenant}
    assert refused(key_create, **values, expires_at=timezone.now() - timedelta(1)) == [("#/expires_at", "invalid")]


def test_key_is_revoked_once_and_for_good(world):
    first = key_revoke(key=world.key).revoked_at
    assert key_revoke(key=ApiKey.objects.get(pk=world.key.pk)).revoked_at == first
    assert ApiKey.history.filter(id=world.key.pk).count() == 2


def test_users_that_clients_and_keys_act_as_cannot_be_deleted(world):
    from django.db.models import ProtectedError

    from hub.errors import Problem

    with pytest.raises((ProtectedError, Problem)):
        world.scada.delete()
