"""All doors lead to one principal; credentials that disagree open nothing."""

import itertools

import pytest
from django.test import Client as Browser

from permissions.models import User
from permissions.rules.accounts import tenant_create, user_create
from permissions.rules.credentials import client_create, key_create
from tests.permissions.authentication.test_login import token_of
from tests.permissions.door_world import PASSWORD, ask, basic, token


def credentials(world, text):
    """Header sets that all stand for scada in Kiel; the key's header apart."""
    return {
        "bearer": {"authorization": f"Bearer {text}"},
        "jwt": {"authorization": f"Bearer {token_of('scada')}"},
        "basic": {"authorization": basic("scada", PASSWORD)},
        "api_key": {"x_api_key": world.key_text},
    }


def session_of(user):
    browser = Browser()
    browser.force_login(user)
    return browser


@pytest.mark.parametrize("door", ["bearer", "jwt", "basic", "api_key"])
def test_each_door_leads_to_the_same_principal(world, door):
    answer = ask(**credentials(world, token(world))[door]).json()
    assert (answer["tenant"], answer["user"], answer["role"]) == ("Kiel", "scada", "engineer")
    assert answer["credential"] == door


def test_session_leads_there_too(world):
    assert ask(browser=session_of(world.scada)).json()["user"] == "scada"


@pytest.mark.parametrize("door", ["bearer", "jwt", "basic"])
def test_credentials_of_one_user_agree_with_the_key(world, door):
    headers = {**credentials(world, token(world))[door], "x_api_key": world.key_text}
    answer = ask(**headers).json()
    assert (answer["user"], answer["credential"], answer["api_key"]) == ("scada", door, "logger")


@pytest.mark.parametrize("door", ["bearer", "jwt", "basic", "api_key"])
def test_credentials_of_one_user_agree_with_the_session(world, door):
    browser = session_of(world.scada)
    headers = credentials(world, token(world))[door]
    assert ask(browser=browser, **headers).json()["credential"] == door
    assert ask("post", browser=browser, **headers).status_code == 200


@pytest.mark.parametrize("door", ["bearer", "jwt", "basic"])
def test_key_of_another_user_disagrees(world, door):
    _, text = key_create(name="other", tenant=world.tenant, role="operator")
    answer = ask(**credentials(world, token(world))[door], x_api_key=text)
    assert answer.status_code == 401
    assert "WWW-Authenticate" in answer


@pytest.mark.parametrize("door", ["bearer", "jwt", "basic", "api_key"])
def test_session_of_another_user_disagrees(world, door):
    assert ask(browser=session_of(world.ada), **credentials(world, token(world))[door]).status_code == 401


def test_key_of_another_tenant_disagrees(world):
    lyon = tenant_create(name="Lyon")
    _, text = key_create(name="logger", tenant=lyon, role="engineer")
    assert ask(authorization=f"Bearer {token(world)}", x_api_key=text).status_code == 401


def test_same_person_in_two_tenants_disagrees(world):
    from permissions.rules.accounts import member_add

    lyon = tenant_create(name="Lyon")
    member_add(user=world.ada, tenant=lyon, role="engineer")
    _, text = key_create(name="guest", tenant=lyon, user=world.ada)
    assert ask(authorization=f"Bearer {token_of('ada')}", x_api_key=text).status_code == 401


def test_wrong_key_beside_a_good_token_opens_nothing(world):
    assert ask(authorization=f"Bearer {token(world)}", x_api_key="sk_prod_x_y").status_code == 401


def test_wrong_token_beside_a_good_key_opens_nothing(world):
    assert ask(authorization="Bearer nonsense", x_api_key=world.key_text).status_code == 401


@pytest.mark.parametrize("header", ["x_api_key", "api_key"])
def test_token_agrees_with_its_own_clients_id_as_key(world, header):
    answer = ask(authorization=f"Bearer {token(world)}", **{header: world.client.client_id})
    assert answer.status_code == 200
    assert answer.json()["client"] == "bridge"


def test_token_disagrees_with_another_clients_id(world):
    other, _ = client_create(name="other", tenant=world.tenant, grant="client-credentials", user=world.scada)
    assert ask(authorization=f"Bearer {token(world)}", api_key=other.client_id).status_code == 401


def test_clients_id_alone_is_no_credential(world):
    assert ask(api_key=world.client.client_id).status_code == 401
    assert ask(authorization=basic("scada", PASSWORD), api_key=world.client.client_id).status_code == 401


def test_two_keys_disagree_even_when_both_are_good(world):
    _, second = key_create(name="second", tenant=world.tenant, user=world.scada)
    assert ask(x_api_key=world.key_text, api_key=second).status_code == 401
    assert ask(x_api_key=world.key_text, api_key=world.key_text).status_code == 200


def test_agreeing_credentials_allow_what_both_allow(world):
    _, text = key_create(name="viewer", tenant=world.tenant, user=world.scada, role="operator", scopes="read")
    answer = ask(authorization=f"Bearer {token(world)}", x_api_key=text).json()
    assert (answer["role"], answer["scopes"], answer["client"], answer["api_key"]) == (
        "operator",
        ["read"],
        "bridge",
        "viewer",
    )


def test_operators_session_does_not_spoil_other_credentials(world):
    browser = session_of(User.objects.create_superuser("root", PASSWORD))
    assert ask(browser=browser, x_api_key=world.key_text).status_code == 200


def test_nobody_is_told_how_to_authenticate(world):
    answer = ask()
    assert answer.status_code == 401
    assert answer["WWW-Authenticate"] == ('Bearer realm="plant-hub", Basic realm="plant-hub", charset="UTF-8"')


def test_browser_is_not_offered_basic(world):
    answer = ask(accept="text/html, */*")
    assert answer["WWW-Authenticate"] == 'Bearer realm="plant-hub"'


@pytest.mark.parametrize("value", ["Digest x", "Token abc", "x", "Negotiate"])
def test_unknown_schemes_are_refused(world, value):
    assert ask(authorization=value).status_code == 401


def test_users_of_the_same_name_in_two_tenants_cannot_exist(world):
    from hub.errors import ValidationProblem

    lyon = tenant_create(name="Lyon")
    with pytest.raises(ValidationProblem) as caught:
        user_create(name="SCADA", tenant=lyon, role="operator")
    assert caught.value.status_code == 409


def test_every_pair_of_doors_of_two_users_disagrees(world):
    world.ada.technical = True
    world.ada.save()
    text = token(world)
    _, adas_key = key_create(name="adas", tenant=world.tenant, user=world.ada)
    mine = credentials(world, text)
    theirs = {
        "authorization": [basic("ada", PASSWORD), f"Bearer {token_of('ada')}"],
        "x_api_key": [adas_key],
    }
    for (door, headers), (name, values) in itertools.product(mine.items(), theirs.items()):
        if name in headers:
            continue
        for value in values:
            assert ask(**headers, **{name: value}).status_code == 401, (door, name)
