"""Checking names and passwords: who is let try, and how often."""

import pytest
from django.test import Client as Browser

from hub import throttling
from tests.permissions.authentication.test_login import login
from tests.permissions.door_world import PASSWORD, ask, basic, post_form


@pytest.fixture
def limited(settings, monkeypatch):
    settings.RATE_LIMITS = True
    monkeypatch.setattr(throttling, "_now", lambda: 1_000_000_020.0)


def test_eleventh_failed_login_of_an_account_is_429(world, limited):
    for number in range(10):
        assert login({"username": "ada", "password": f"wrong {number}"}).status_code == 401
    answer = login({"username": "ada", "password": PASSWORD})
    assert answer.status_code == 429
    assert answer["Content-Type"] == "application/problem+json"
    assert 0 < int(answer["Retry-After"]) <= 60


def test_next_minute_begins_anew(world, limited, monkeypatch):
    for _ in range(11):
        login({"username": "ada", "password": "wrong"})
    monkeypatch.setattr(throttling, "_now", lambda: 1_000_000_080.0)
    assert login({"username": "ada", "password": PASSWORD}).status_code == 200


def test_successes_do_not_count(world, limited):
    for _ in range(15):
        assert login({"username": "ada", "password": PASSWORD}).status_code == 200


def test_account_is_limited_from_any_address(world, limited):
    for number in range(10):
        Browser(REMOTE_ADDR=f"10.0.0.{number}").post(
            "/api/auth/login", {"username": "Ada", "password": "wrong"}, content_type="application/json"
        )
    answer = Browser(REMOTE_ADDR="10.9.9.9").post(
        "/api/auth/login", {"username": "ada", "password": PASSWORD}, content_type="application/json"
    )
    assert answer.status_code == 429


def test_address_is_limited_over_all_accounts(world, limited):
    for number in range(10):
        login({"username": f"nobody {number}", "password": "wrong"})
    assert login({"username": "ada", "password": PASSWORD}).status_code == 429


def test_forged_forwarded_for_does_not_help(world, limited):
    for number in range(10):
        login({"username": f"nobody {number}", "password": "x"}, **{"x-forwarded-for": f"1.2.3.{number}"})
    assert login({"username": "ada", "password": PASSWORD}, **{"x-forwarded-for": "9.9.9.9"}).status_code == 429


def test_forwarded_for_counts_behind_a_proxy(world, limited, settings):
    settings.PROXY_COUNT = 1
    for number in range(10):
        login({"username": f"nobody {number}", "password": "x"}, **{"x-forwarded-for": f"spoofed, 1.2.3.{number}"})
    assert login({"username": "ada", "password": PASSWORD}, **{"x-forwarded-for": "9.9.9.9"}).status_code == 200


def test_failed_basic_attempts_are_limited(world, limited):
    for number in range(10):
        assert ask(authorization=basic("scada", f"wrong {number}")).status_code == 401
    answer = ask(authorization=basic("scada", PASSWORD))
    assert answer.status_code == 429
    assert "Retry-After" in answer


def test_pair_verified_before_still_opens(world, limited):
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 200
    for number in range(11):
        ask(authorization=basic("scada", f"wrong {number}"))
    assert ask(authorization=basic("scada", PASSWORD)).status_code == 200


def test_failed_token_calls_are_limited(world, limited):
    form = {"grant_type": "client_credentials", "scope": "read", "client_id": world.client.client_id}
    for number in range(10):
        assert post_form("/oauth/token", **form, client_secret=f"wrong {number}").status_code == 401
    answer = post_form("/oauth/token", **form, client_secret=world.secret)
    assert answer.status_code == 429
    assert answer.json()["error"] == "temporarily_unavailable"
    assert "Retry-After" in answer


def test_wrong_scope_is_no_failed_attempt(world, limited):
    form = {"grant_type": "client_credentials", "client_id": world.client.client_id, "client_secret": world.secret}
    for _ in range(12):
        assert post_form("/oauth/token", **form, scope="admin").status_code == 400
    assert post_form("/oauth/token", **form, scope="read").status_code == 200


def test_failed_attempts_at_the_login_page_are_limited(world, limited):
    browser = Browser()
    for number in range(10):
        assert browser.post("/login", {"username": "ada", "password": f"wrong {number}"}).status_code == 200
    answer = browser.post("/login", {"username": "ada", "password": PASSWORD})
    assert answer.status_code == 429
    assert "Retry-After" in answer


def test_failed_attempts_at_the_login_of_the_admin_are_told_as_such(world, limited):
    browser = Browser()
    for number in range(10):
        assert browser.post("/admin/login/", {"username": "ada", "password": f"wrong {number}"}).status_code == 200
    answer = browser.post("/admin/login/", {"username": "ada", "password": PASSWORD}, headers={"Accept": "text/html"})
    assert answer.status_code == 429
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "Retry-After" in answer


def test_limits_can_be_turned_off(world, settings):
    settings.RATE_LIMITS = False
    for number in range(12):
        assert login({"username": "ada", "password": f"wrong {number}"}).status_code == 401
    assert login({"username": "ada", "password": PASSWORD}).status_code == 200
