"""The door of API keys."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from permissions.authentication import api_key
from permissions.models import ApiKey, ApiKeyUse
from permissions.rules.accounts import tenant_create, user_create
from permissions.rules.credentials import key_create, key_revoke, key_state
from tests.permissions.door_world import ask


@pytest.mark.parametrize("header", ["x_api_key", "api_key", "eapi_elclv2"])
def test_key_opens_in_each_of_its_headers(world, header):
    answer = ask(**{header: world.key_text})
    assert answer.status_code == 200
    assert answer.json()["user"] == "scada"
    assert answer.json()["api_key"] == "logger"
    assert answer.json()["client"] is None


def test_key_has_the_form_people_recognise(world):
    assert world.key_text.startswith(f"sk_prod_{world.key.prefix}_")
    assert len(world.key_text.rpartition("_")[2]) * 4 == 256


def test_key_costs_one_query_within_a_minute(world, django_assert_num_queries):
    ask(x_api_key=world.key_text)
    with django_assert_num_queries(1):
        assert ask(x_api_key=world.key_text).status_code == 200


def test_wrong_revoked_and_expired_keys_are_refused_alike(world):
    revoked, revoked_text = key_create(name="old", tenant=world.tenant, user=world.scada)
    key_revoke(key=revoked)
    expired, expired_text = key_create(
        name="gone", tenant=world.tenant, user=world.scada, expires_at=timezone.now() + timedelta(hours=1)
    )
    expired.expires_at = timezone.now() - timedelta(seconds=1)
    expired.save()
    wrong = world.key_text[:-1] + ("0" if world.key_text[-1] != "0" else "1")
    texts = [revoked_text, expired_text, wrong, "sk_prod_", "sk_prod_x_y", "ü", world.client.client_id, "\u00ff_"]
    answers = [ask(x_api_key=text) for text in texts]
    assert {answer.status_code for answer in answers} == {401}
    bodies = [{k: v for k, v in a.json().items() if k != "request_id"} for a in answers]
    assert all(body == bodies[0] for body in bodies)
    assert "WWW-Authenticate" in answers[0]
    assert [key_state(key) for key in (revoked, expired, world.key)] == ["revoked", "expired", "active"]


def test_key_is_hashed_at_rest_and_absent_from_history(world):
    row = ApiKey.objects.values().get(pk=world.key.pk)
    assert not any(world.key_text in str(value) for value in row.values())
    assert "secret_hash" not in [field.name for field in ApiKey.history.model._meta.fields]


def test_scopes_and_role_of_the_key_cap_its_user(world):
    _, text = key_create(name="viewer", tenant=world.tenant, user=world.scada, role="operator", scopes="read")
    answer = ask(x_api_key=text).json()
    assert (answer["role"], answer["scopes"]) == ("operator", ["read"])


def test_role_of_the_key_never_lifts_its_user(world):
    _, text = key_create(name="lifted", tenant=world.tenant, user=world.scada, role="admin")
    assert ask(x_api_key=text).json()["role"] == "engineer"


def test_key_of_its_own_user_is_named_after_it(world):
    key, text = key_create(name="furnace", tenant=world.tenant, role="operator", scopes="read")
    assert ask(x_api_key=text).json()["user"] == "furnace"
    assert key.user.technical


def test_last_use_is_noted_once_a_minute_without_a_version(world):
    ask(x_api_key=world.key_text)
    first = ApiKeyUse.objects.get(api_key=world.key).last_used_at
    ask(x_api_key=world.key_text)
    assert ApiKeyUse.objects.get(api_key=world.key).last_used_at == first
    cache.clear()
    ask(x_api_key=world.key_text)
    assert ApiKeyUse.objects.get(api_key=world.key).last_used_at > first
    assert ApiKey.objects.get(pk=world.key.pk).version == 1


def test_keys_are_rotated_without_a_failed_request(world):
    _, second = key_create(name="logger 2", tenant=world.tenant, user=world.scada)
    assert ask(x_api_key=world.key_text).status_code == ask(x_api_key=second).status_code == 200
    key_revoke(key=world.key)
    assert (ask(x_api_key=world.key_text).status_code, ask(x_api_key=second).status_code) == (401, 200)


def test_key_belongs_to_one_tenant_even_when_its_user_has_more(world):
    from permissions.rules.accounts import member_add

    lyon = tenant_create(name="Lyon")
    member_add(user=world.ada, tenant=lyon, role="admin")
    _, text = key_create(name="adas", tenant=world.tenant, user=world.ada)
    assert ask(x_api_key=text, x_tenant=str(world.tenant.pk)).json()["tenant"] == "Kiel"
    assert ask(x_api_key=text, x_tenant=str(lyon.pk)).status_code == 403


def test_key_of_a_guest_acts_in_the_keys_tenant(world):
    from permissions.rules.accounts import member_add

    lyon = tenant_create(name="Lyon")
    member_add(user=world.ada, tenant=lyon, role="admin")
    _, text = key_create(name="guest", tenant=lyon, user=world.ada)
    answer = ask(x_api_key=text).json()
    assert (answer["tenant"], answer["role"]) == ("Lyon", "admin")


def test_key_of_a_deactivated_user_is_refused(world):
    world.scada.is_active = False
    world.scada.save()
    assert ask(x_api_key=world.key_text).status_code == 401


def test_prefix_of_text_that_is_no_key_is_empty():
    for text in ("", "sk_prod_abc", "sk_prod__x", "sk_prod_ü_x", "sk_prod_" + "a" * 17 + "_x", "sk_test_abc_x"):
        assert api_key.prefix_of(text) == ""


def test_same_hash_of_two_users_is_impossible(world):
    made = {api_key.new_key()[0] for _ in range(50)}
    assert len(made) == 50


def test_operator_platform_has_no_key(world):
    from hub.errors import ValidationProblem
    from permissions.models import User

    root = User.objects.create_superuser("root", "x")
    with pytest.raises(ValidationProblem):
        key_create(name="root", tenant=world.tenant, user=root)


def test_user_of_another_tenant_cannot_be_acted_for(world):
    from hub.errors import ValidationProblem

    lyon = tenant_create(name="Lyon")
    eve, _ = user_create(name="eve", tenant=lyon, role="admin")
    with pytest.raises(ValidationProblem):
        key_create(name="eves", tenant=world.tenant, user=eve)
