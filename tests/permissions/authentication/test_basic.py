"""The door of HTTP Basic."""

import pytest
from django.contrib.auth import hashers

from permissions.authentication import basic as door
from permissions.authentication import password
from permissions.rules.accounts import password_set, tenant_create, user_create
from tests.permissions.door_world import PASSWORD, ask, basic


def test_machine_opens_with_name_and_password(world):
    answer = ask(authorization=basic("scada", PASSWORD)).json()
    assert (answer["user"], answer["credential"], answer["scopes"]) == ("scada", "basic", ["read", "write"])


def test_name_is_read_in_any_letter_case(world):
    assert ask(authorization=basic("SCADA", PASSWORD)).status_code == 200


def test_person_is_refused(world):
    answer = ask(authorization=basic("ada", PASSWORD))
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"].startswith("Basic realm=")


@pytest.mark.parametrize("secret", ["a:b", "a+b", "a%20b%", "grün & größer", "日本", " padded "])
def test_passwords_of_any_characters_open(world, secret):
    password_set(user=world.scada, password=secret)
    assert ask(authorization=basic("scada", secret)).status_code == 200


def test_latin_1_is_understood(world):
    password_set(user=world.scada, password="grün")
    assert ask(authorization=basic("scada", "grün", "latin-1")).status_code == 200


@pytest.mark.parametrize(
    "value", ["Basic", "Basic ", "Basic !!!", "Basic YWJj", "Basic \xff", "Basic AAAA", "basic ===="]
)
def test_unreadable_headers_are_refused(world, value):
    assert ask(authorization=value).status_code == 401


@pytest.mark.parametrize("name", ["nobody", "", "scada\0", "x" * 5000, "\udfff"])
def test_unknown_names_are_refused_like_wrong_passwords(world, name):
    from base64 import b64encode

    raw = b64encode(f"{name}:{PASSWORD}".encode("utf-8", "surrogatepass")).decode()
    unknown = ask(authorization=f"Basic {raw}")
    wrong = ask(authorization=basic("scada", "wrong"))
    assert unknown.status_code == wrong.status_code == 401
    assert unknown.json()["detail"] == wrong.json()["detail"]


def test_unknown_name_costs_a_hash_too(world, monkeypatch):
    hashed = []
    monkeypatch.setattr(password, "make_password", lambda text: hashed.append(text))
    ask(authorization=basic("nobody", "secret"))
    assert hashed == ["secret"]


def test_verified_pair_is_not_hashed_again(world, monkeypatch, django_assert_num_queries):
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 200
    monkeypatch.setattr(password, "check_password", lambda *_: pytest.fail("hashed again"))
    with django_assert_num_queries(1):
        assert ask(authorization=basic("scada", PASSWORD)).status_code == 200


def test_remembered_pair_is_void_when_the_password_changes(world):
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 200
    password_set(user=world.scada, password="another one")
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 401
    assert ask(authorization=basic("scada", "another one")).status_code == 200


def test_remembered_pair_is_void_when_the_user_is_no_machine_any_more(world):
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 200
    world.scada.technical = False
    world.scada.save()
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 401


def test_remembered_pair_is_void_when_the_user_is_locked_out(world):
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 200
    world.scada.is_active = False
    world.scada.save()
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 401


def test_cache_holds_no_password(world, monkeypatch):
    kept = {}
    monkeypatch.setattr(password.cache, "set", lambda key, value, timeout: kept.update({key: value}))
    ask(authorization=basic("scada", PASSWORD))
    assert kept
    assert PASSWORD not in repr(kept)
    assert "scada" not in repr(kept)


def test_machine_cannot_choose_another_tenant(world):
    lyon = tenant_create(name="Lyon")
    answer = ask(authorization=basic("scada", PASSWORD), x_tenant=str(lyon.pk))
    assert answer.status_code == 403


def test_machine_without_a_usable_password_is_refused(world):
    user, _ = user_create(name="mute", tenant=world.tenant, role="operator", technical=True, password="x")
    user.password = hashers.make_password(None)
    user.save()
    assert ask(authorization=basic("mute", "x")).status_code == 401


def test_value_without_a_colon_is_no_pair():
    assert door.decoded("YWJj") is None
