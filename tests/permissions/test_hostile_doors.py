"""Hostile words at the doors: refused in the door's own form, and nobody comes in."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.test import Client

from tests.factories import Api
from tests.hub.hostile import TEXTS, VALUES, Siege, some

TOKEN, LOGIN, FORM = "/oauth/token", "/api/auth/login", "application/x-www-form-urlencoded"
GRANTS = ("client_credentials", "password", "refresh_token", "authorization_code", "implicit", "", "\x00", "urn:x")
MEMBERS = ("client_id", "client_secret", "username", "password", "refresh_token", "code", "scope", "redirect_uri")
SHORT = [text for text in TEXTS if len(text) < 1_000]


def form(values: dict[str, str]) -> bytes:
    return "&".join(f"{name}={quote_plus(value, errors='surrogatepass')}" for name, value in values.items()).encode()


def ask(path: str, body: bytes, **headers: str) -> tuple[int, dict[str, Any]]:
    response = Client(raise_request_exception=False).generic("POST", path, body, FORM, headers=headers)
    assert response.status_code < 500, response.content[:300]
    assert response.headers["X-Request-ID"]
    return response.status_code, response.json()


@pytest.mark.django_db
@pytest.mark.parametrize("path", [TOKEN, "/oauth/token/", "/oauth/introspect", "/oauth/revoke"])
@pytest.mark.parametrize("grant", GRANTS)
def test_no_words_get_a_token(path: str, grant: str) -> None:
    for turn, name in enumerate(MEMBERS):
        for text in SHORT[turn::8]:
            status, body = ask(path, form({"grant_type": grant, "client_id": "x", "token": "x", name: text}))
            assert status in (400, 401, 403)
            assert body["error"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        *(b"", b"grant_type", b"grant_type=%", b"grant_type=%zz&client_id=%ff", b"=&=&=", b"&" * 2_000, b"%00=%00"),
        *(b"grant_type=password&grant_type=client_credentials", b"{}", b"[]", b"\xff\xfe", b"a=" + b"x" * 500_000),
    ],
)
def test_no_form_breaks_the_token_door(body: bytes) -> None:
    status, found = ask(TOKEN, body, Authorization="Basic eDp4")
    assert status in (400, 401, 413)
    assert found.get("error") or found["type"].startswith("/docs/problems/")


@pytest.mark.django_db
def test_no_words_log_in() -> None:
    siege = Siege(Api())
    for turn, name in enumerate(("username", "password")):
        for value in some(VALUES, turn):
            answer = siege.ask("POST", LOGIN, {"username": "ada", "password": "x", name: value})
            assert answer.status in (400, 401), value
    for raw in (b"", b"[]", b"null", b'{"username": 1', b'{"username": "a", "username": "b"}', b"[" * 100_000, b"\xff"):
        assert siege.ask("POST", LOGIN, raw=raw).status == 400, raw[:20]
    siege.held()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query", ["", "response_type=token", "client_id=%00", "redirect_uri=javascript:alert(1)", "scope=%ff"]
)
def test_no_question_authorizes(query: str) -> None:
    response = Client(raise_request_exception=False).get(f"/oauth/authorize?client_id=x&response_type=code&{query}")
    assert response.status_code in (302, 400, 401, 403)
    assert "javascript:" not in response.headers.get("Location", "")


def test_a_token_door_that_is_asked_in_json_says_so(world: Any) -> None:
    body = json.dumps({"grant_type": "client_credentials"}).encode()
    response = Client(raise_request_exception=False).generic("POST", TOKEN, body, "application/json")
    assert response.status_code in (400, 401, 415)
