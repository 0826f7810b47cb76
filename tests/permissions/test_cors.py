"""CORS: pages of registered origins may call, others may not."""

import pytest
from django.test import Client as Browser

from permissions import cors
from permissions.rules.credentials import client_create, client_deactivate
from tests.permissions.door_world import ask, token

ORIGIN = "https://app.example.com"


@pytest.fixture
def app(world, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        client, _ = client_create(
            name="app", tenant=world.tenant, grant="authorization-code", redirect_uris=[f"{ORIGIN}/back"]
        )
    return client


def preflight(origin=ORIGIN, url="/api/v1/assets", method="PATCH"):
    return Browser().options(
        url,
        headers={
            "origin": origin,
            "access-control-request-method": method,
            "access-control-request-headers": "authorization, if-match",
        },
    )


@pytest.mark.parametrize("url", ["/api/v1/assets", "/oauth/token", "/whoami", "/nowhere"])
def test_preflight_is_answered_without_credentials(app, url):
    answer = preflight(url=url)
    assert answer.status_code == 204
    assert answer["Access-Control-Allow-Origin"] == ORIGIN
    assert "PATCH" in answer["Access-Control-Allow-Methods"]
    for header in ("Authorization", "If-Match", "Idempotency-Key", "X-Tenant", "X-API-Key", "Content-Type"):
        assert header in answer["Access-Control-Allow-Headers"]
    assert "Origin" in answer["Vary"]


@pytest.mark.parametrize(
    "origin",
    [
        "https://evil.example",
        "http://app.example.com",
        "https://app.example.com:8443",
        "null",
        "https://app.example.com.evil.example",
        "x",
    ],
)
def test_other_origins_are_told_nothing(app, origin):
    answer = preflight(origin=origin)
    assert answer.status_code == 204
    assert not [name for name in answer.headers if name.startswith("Access-Control")]
    assert "Access-Control-Allow-Origin" not in ask(origin=origin)


def test_answer_is_open_to_the_page_and_shows_its_headers(app, world):
    answer = ask(origin=ORIGIN, authorization=f"Bearer {token(world)}")
    assert answer["Access-Control-Allow-Origin"] == ORIGIN
    assert {"ETag", "Location", "Link", "X-Total-Count", "RateLimit", "Retry-After"} <= set(
        answer["Access-Control-Expose-Headers"].split(", ")
    )
    assert "Origin" in answer["Vary"]


def test_refusals_are_open_to_the_page_too(app):
    answer = ask(origin=ORIGIN)
    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (401, ORIGIN)


def test_cookies_are_never_let_along(app):
    assert "Access-Control-Allow-Credentials" not in preflight()
    assert "Access-Control-Allow-Credentials" not in ask(origin=ORIGIN)


def test_answers_without_origin_are_left_alone(app):
    answer = ask()
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_inactive_client_has_no_origins(app, django_capture_on_commit_callbacks):
    assert preflight()["Access-Control-Allow-Origin"] == ORIGIN
    with django_capture_on_commit_callbacks(execute=True):
        client_deactivate(client=app)
    assert "Access-Control-Allow-Origin" not in preflight()


def test_origins_are_read_once_a_minute(app, django_assert_num_queries):
    preflight()
    with django_assert_num_queries(0):
        preflight()


@pytest.mark.parametrize("text", ["", "x", "null", "https://", "https://[", "https://x:y", "ftp://x", "//x"])
def test_what_is_no_origin_is_nothing(text):
    assert cors.normal(text) == ""
