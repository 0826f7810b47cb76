"""The door of OAuth2 access tokens."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hub import store
from permissions.authentication import principals
from permissions.models import AccessToken, Group
from permissions.rules.accounts import group_member_add, tenant_create, user_deactivate
from permissions.rules.credentials import client_create, client_deactivate
from tests.permissions.door_world import ask, token


def bearer(text, **headers):
    return ask(authorization=f"Bearer {text}", **headers)


def test_token_opens_as_the_clients_acting_user(world):
    answer = bearer(token(world))
    assert answer.status_code == 200
    assert answer.json() == {
        "tenant": "Kiel",
        "user": "scada",
        "role": "engineer",
        "scopes": ["read", "write"],
        "credential": "bearer",
        "client": "bridge",
        "api_key": None,
        "groups": [],
    }


def test_scheme_is_read_in_any_letter_case(world):
    assert ask(authorization=f"bearer {token(world)}").status_code == 200


def test_scope_is_that_of_the_token(world):
    assert bearer(token(world, scope="read")).json()["scopes"] == ["read"]


def test_scope_shrinks_with_that_of_the_client(world):
    text = token(world)
    world.client.scopes = "read"
    world.client.save()
    assert bearer(text).json()["scopes"] == ["read"]


def test_groups_come_along(world):
    groups = []
    for name in ("north", "south"):
        group = Group(tenant=world.tenant, name=name)
        group.save()
        group_member_add(group=group, user=world.scada)
        groups.append(group.pk)
    assert bearer(token(world)).json()["groups"] == groups


def test_principal_costs_one_query(world, django_assert_num_queries):
    text = token(world)
    with django_assert_num_queries(1):
        assert bearer(text).status_code == 200


def test_unknown_revoked_and_expired_tokens_are_refused_alike(world):
    expired, revoked = token(world), token(world)
    from tests.permissions.door_world import post_form

    post_form("/oauth/revoke", token=revoked, client_id=world.client.client_id, client_secret=world.secret)
    for row in AccessToken.objects.all():
        row.expires = timezone.now() - timedelta(seconds=1)
        row.save()
    answers = [bearer(text) for text in (expired, revoked, "no-such-token", "ümläut", "")]
    assert {answer.status_code for answer in answers} == {401}
    bodies = [{k: v for k, v in a.json().items() if k != "request_id"} for a in answers]
    assert all(body == bodies[0] for body in bodies)
    assert 'error="invalid_token"' in answers[0]["WWW-Authenticate"]


def test_token_in_the_address_is_ignored(world):
    from django.test import Client as Browser

    assert Browser().get(f"/whoami?access_token={token(world)}").status_code == 401


def test_token_of_an_inactive_user_is_refused(world):
    text = token(world)
    world.scada.is_active = False
    world.scada.save()
    assert bearer(text).status_code == 401


def test_deactivating_a_user_takes_the_tokens_away(world):
    token(world)
    user_deactivate(user=world.scada)
    assert AccessToken.objects.count() == 0


def test_token_of_an_inactive_client_is_refused(world):
    text = token(world)
    client_deactivate(client=world.client)
    assert bearer(text).status_code == 401


def test_token_of_a_user_who_left_the_tenant_is_refused(world):
    text = token(world)
    world.scada.memberships.get().delete()
    assert bearer(text).status_code == 401


def test_own_tenant_may_be_named(world):
    text = token(world)
    for name in (str(world.tenant.pk), str(world.tenant.uuid), world.tenant.uuid.hex.upper()):
        assert bearer(text, x_tenant=name).status_code == 200


@pytest.mark.parametrize("name", ["0", "-1", "x", "", "9" * 25, "b7e3ffdd-633e-4766-82ba-791ab2caac97", "١"])
def test_other_tenants_are_forbidden(world, name):
    tenant_create(name="Lyon")
    assert bearer(token(world), x_tenant=name).status_code == 403


def test_other_tenant_that_exists_is_forbidden_alike(world):
    other = tenant_create(name="Lyon")
    text = token(world)
    known, unknown = bearer(text, x_tenant=str(other.pk)), bearer(text, x_tenant="987654321")
    assert known.status_code == unknown.status_code == 403
    assert known.json()["detail"] == unknown.json()["detail"]


def test_no_token_is_kept_as_it_is(world):
    text = token(world)
    row = AccessToken.objects.get()
    assert text not in (row.token, row.token_checksum)


def test_lookup_uses_the_read_cursor_of_the_store(world):
    rows = store.current().fetch(principals.bearer_sql(), ["x", principals.instant(timezone.now())])
    assert rows == []


def test_client_of_another_tenant_acts_there(world):
    lyon = tenant_create(name="Lyon")
    client, secret = client_create(name="bridge", tenant=lyon, grant="client-credentials", role="operator")
    answer = bearer(token(world, client=client, secret=secret)).json()
    assert (answer["tenant"], answer["user"], answer["role"]) == ("Lyon", "bridge", "operator")
