"""``POST /api/auth/login`` and the door of its tokens."""

import json
from base64 import urlsafe_b64encode

import pytest
from django.test import Client as Browser

from permissions.authentication import jwt
from permissions.rules.accounts import member_add, password_set, tenant_create
from tests.permissions.door_world import PASSWORD, ask


def login(body, content_type="application/json", **headers):
    if not isinstance(body, (str, bytes)):
        body = json.dumps(body)
    return Browser().generic("POST", "/api/auth/login", body, content_type, headers=headers)


def token_of(name="ada", password=PASSWORD):
    return login({"username": name, "password": password}).json()["token"]


def part(data):
    return urlsafe_b64encode(json.dumps(data).encode()).rstrip(b"=").decode()


def test_login_answers_a_token_that_opens(world):
    answer = login({"username": "ada", "password": PASSWORD})
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/json"
    assert answer["Cache-Control"] == "no-store"
    assert answer.json()["expires_in"] == 900
    opened = ask(authorization=f"Bearer {answer.json()['token']}").json()
    assert (opened["user"], opened["credential"], opened["role"]) == ("ada", "jwt", "engineer")


def test_address_with_a_slash_is_served_too(world):
    answer = Browser().post(
        "/api/auth/login/", {"username": "ada", "password": PASSWORD}, content_type="application/json"
    )
    assert answer.status_code == 200


def test_token_costs_one_query(world, django_assert_num_queries):
    text = token_of()
    with django_assert_num_queries(1):
        assert ask(authorization=f"Bearer {text}").status_code == 200


def test_wrong_password_and_unknown_user_are_refused_alike(world):
    wrong = login({"username": "ada", "password": "wrong"})
    unknown = login({"username": "nobody", "password": "wrong"})
    assert wrong.status_code == unknown.status_code == 401
    assert wrong["Content-Type"] == "application/problem+json"
    strip = [{k: v for k, v in a.json().items() if k != "request_id"} for a in (wrong, unknown)]
    assert strip[0] == strip[1]
    assert "WWW-Authenticate" in wrong


@pytest.mark.parametrize(
    ("body", "pointers"),
    [
        ({}, ["#/username", "#/password"]),
        ({"username": "", "password": "x"}, ["#/username"]),
        ({"username": "ada"}, ["#/password"]),
        ({"username": None, "password": 7.5}, ["#/username"]),
        ({"username": ["ada"], "password": "x"}, ["#/username"]),
        ({"username": "ada\0", "password": "x"}, ["#/username"]),
        ({"username": "ada", "password": "x", "tenant": 1}, ["#/tenant"]),
    ],
)
def test_bad_bodies_are_400_with_pointers(world, body, pointers):
    answer = login(body)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert {error["pointer"] for error in answer.json()["errors"]} >= set(pointers)


@pytest.mark.parametrize("body", ["[]", '"x"', "null", "", "{", '{"username": "a", "username": "b"}', "[" * 100_000])
def test_bodies_of_another_shape_are_400(world, body):
    assert login(body).status_code == 400


def test_form_is_415(world):
    assert login("username=ada&password=x", "application/x-www-form-urlencoded").status_code == 415


def test_surrogate_and_long_names_are_no_server_error(world):
    assert login('{"username": "\\ud800", "password": "x"}').status_code in (400, 401)
    assert login({"username": "x" * 200, "password": "x"}).status_code == 400
    assert login({"username": "ada", "password": "x" * 5000}).status_code == 400


def test_expired_token_is_refused(world, monkeypatch):
    monkeypatch.setattr(jwt, "lifetime", lambda: -1)
    assert ask(authorization=f"Bearer {token_of()}").status_code == 401


def test_altered_tokens_are_refused(world):
    header, claims, signature = token_of().split(".")
    forged = [
        f"{header}.{part({'sub': '1', 'tenant': 1, 'exp': 9999999999})}.{signature}",
        f"{part({'alg': 'none', 'typ': 'JWT'})}.{claims}.",
        f"{part({'alg': 'none'})}.{claims}.{signature}",
        f"{part({'alg': 'HS512'})}.{claims}.{signature}",
        f"{header}.{claims}.{signature[:-4]}AAAA",
        f"{header}.{claims}.",
        "..",
        "a.b.c",
        f"{header}.{part([1])}.{signature}",
    ]
    for text in forged:
        assert ask(authorization=f"Bearer {text}").status_code == 401, text


def test_token_signed_with_another_key_is_refused(world, settings):
    text = token_of()
    settings.SECRET_KEY = "another" * 10
    assert ask(authorization=f"Bearer {text}").status_code == 401
    settings.SECRET_KEY_FALLBACKS = []


def test_token_survives_the_change_of_the_secret_key(world, settings):
    text, old = token_of(), settings.SECRET_KEY
    claims = jwt.claims_of(text)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another" * 10, [old]
    assert jwt.claims_of(text) == claims


def test_token_ends_with_the_password_it_was_made_with(world):
    text = token_of()
    password_set(user=world.ada, password="another one")
    assert ask(authorization=f"Bearer {text}").status_code == 401


def test_token_of_a_deactivated_user_is_refused(world):
    text = token_of()
    world.ada.is_active = False
    world.ada.save()
    assert ask(authorization=f"Bearer {text}").status_code == 401


def test_person_chooses_among_the_own_tenants(world):
    lyon = tenant_create(name="Lyon")
    member_add(user=world.ada, tenant=lyon, role="operator")
    text = f"Bearer {token_of()}"
    assert ask(authorization=text).json()["tenant"] == "Kiel"
    for name in (str(lyon.pk), str(lyon.uuid), lyon.uuid.hex):
        answer = ask(authorization=text, x_tenant=name).json()
        assert (answer["tenant"], answer["role"]) == ("Lyon", "operator")


@pytest.mark.parametrize("name", ["0", "x", "9" * 30, "0197f0a1-5b7c-7c3e-9d4e-2f6a1b8c9d0e"])
def test_person_is_forbidden_in_other_tenants(world, name):
    tenant_create(name="Lyon")
    assert ask(authorization=f"Bearer {token_of()}", x_tenant=name).status_code == 403


def test_platform_operator_gets_no_token(world):
    from permissions.models import User

    User.objects.create_superuser("root", PASSWORD)
    assert login({"username": "root", "password": PASSWORD}).status_code == 401


def test_login_makes_no_version_of_the_user(world):
    token_of()
    assert type(world.ada).objects.get(pk=world.ada.pk).version == 1


def test_other_methods_are_405(world):
    answer = Browser().get("/api/auth/login")
    assert answer.status_code == 405
    assert "POST" in answer["Allow"]
