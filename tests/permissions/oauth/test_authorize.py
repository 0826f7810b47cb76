"""``/oauth/authorize``: a person lets a program act, with PKCE."""

import base64
import hashlib
import re
from datetime import timedelta
from html import unescape
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.test import Client as Browser
from django.utils import timezone

from permissions.models import AuthorizationCode, User
from permissions.rules.accounts import tenant_create, user_create
from permissions.rules.credentials import client_create
from tests.permissions.door_world import PASSWORD, ask, post_form

BACK = "https://app.example.com/back"
VERIFIER = "v" * 64
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


@pytest.fixture
def app(world):
    client, _ = client_create(
        name="dashboard", tenant=world.tenant, grant="authorization-code", redirect_uris=[BACK, "http://127.0.0.1/cli"]
    )
    return client


@pytest.fixture
def browser(world):
    browser = Browser()
    browser.force_login(world.ada)
    return browser


def question(app, **changes):
    asked = {
        "response_type": "code",
        "client_id": app.client_id,
        "redirect_uri": BACK,
        "scope": "read write",
        "state": "s1",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        **changes,
    }
    return {name: value for name, value in asked.items() if value is not None}


def page(browser, app, **changes):
    return browser.get("/oauth/authorize", question(app, **changes))


def allow(browser, app, **changes):
    shown = page(browser, app, **changes)
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', unescape(shown.content.decode())))
    return browser.post("/oauth/authorize", {**fields, "allow": "Authorize"})


def told(answer):
    assert answer.status_code == 302, answer.content
    return {name: values[0] for name, values in parse_qs(urlsplit(answer["Location"]).query).items()}


def exchange(app, code, **changes):
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": BACK,
        "client_id": app.client_id,
        "code_verifier": VERIFIER,
        **changes,
    }
    return post_form("/oauth/token", **{name: value for name, value in form.items() if value is not None})


def test_person_lets_a_program_act(world, app, browser):
    answer = told(allow(browser, app))
    assert answer["state"] == "s1"
    body = exchange(app, answer["code"]).json()
    assert body["expires_in"] == 900
    opened = ask(authorization=f"Bearer {body['access_token']}").json()
    assert (opened["user"], opened["client"], opened["tenant"]) == ("ada", "dashboard", "Kiel")


def test_answer_names_the_issuer_of_the_metadata(world, app, browser):
    issuer = Browser().get("/.well-known/oauth-authorization-server").json()["issuer"]
    assert told(allow(browser, app))["iss"] == issuer


def test_program_gets_new_tokens_by_refresh(world, app, browser):
    first = exchange(app, told(allow(browser, app))["code"]).json()
    form = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"], "client_id": app.client_id}
    assert post_form("/oauth/token", **form).status_code == 200
    assert post_form("/oauth/token", **form).status_code == 400


def test_nobody_is_led_to_the_login_page_first(world, app):
    answer = Browser().get("/oauth/authorize", question(app))
    assert answer.status_code == 302
    assert answer["Location"].startswith("/login?next=/oauth/authorize")


def test_page_names_program_and_scopes(world, app, browser):
    text = page(browser, app).content.decode()
    assert "dashboard" in text
    assert "Read what the user may read" in text


def test_refusal_is_told_to_the_program(world, app, browser):
    fields = question(app)
    assert told(browser.post("/oauth/authorize", fields))["error"] == "access_denied"


def test_code_is_good_once(world, app, browser):
    code = told(allow(browser, app))["code"]
    assert exchange(app, code).status_code == 200
    assert exchange(app, code).status_code == 400


def test_code_lasts_a_minute(world, app, browser):
    code = told(allow(browser, app))["code"]
    for row in AuthorizationCode.objects.all():
        assert row.expires - timezone.now() <= timedelta(seconds=60)
        AuthorizationCode.objects.filter(pk=row.pk).update(expires=timezone.now())
    assert exchange(app, code).status_code == 400


def test_code_does_not_stand_in_the_database(world, app, browser):
    code = told(allow(browser, app))["code"]
    assert code not in str(AuthorizationCode.objects.values().get())


@pytest.mark.parametrize("verifier", [None, "", "w" * 64, VERIFIER[:-1]])
def test_wrong_verifier_is_refused(world, app, browser, verifier):
    assert exchange(app, told(allow(browser, app))["code"], code_verifier=verifier).status_code == 400


@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge": None, "code_challenge_method": None},
        {"code_challenge": None},
        {"code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"code_challenge": VERIFIER, "code_challenge_method": "plain"},
        {"code_challenge": "x"},
        {"code_challenge": "x" * 500},
    ],
)
def test_other_than_pkce_with_s256_is_refused(world, app, browser, changes):
    assert told(page(browser, app, **changes))["error"] == "invalid_request"
    assert (
        told(browser.post("/oauth/authorize", {**question(app, **changes), "allow": "x"}))["error"] == "invalid_request"
    )


@pytest.mark.parametrize("kind", ["token", "id_token", "code token", "", None])
def test_other_response_types_are_refused(world, app, browser, kind):
    answer = page(browser, app, response_type=kind)
    assert "code=" not in answer.get("Location", "")
    assert "access_token" not in answer.get("Location", "")
    assert answer.status_code in (302, 400)


NEAR_MISSES = [
    "http://app.example.com/back",
    "https://app.example.com/back/",
    "https://app.example.com/Back",
    "https://app.example.com/back/more",
    "https://app.example.com/",
    "https://app.example.com",
    "https://app.example.com:444/back",
    "https://app.example.com:8443/back",
    "https://app.example.com/back?x=1",
    "https://app.example.com/back?",
    "https://app.example.com/back#x",
    "https://app.example.com/back#",
    "https://app.example.com/back;x=1",
    "https://app.example.com/./back",
    "https://app.example.com/a/../back",
    "https://app.example.com/%62ack",
    "https://app.example.com//back",
    "https://user@app.example.com/back",
    "https://app.example.com@evil.example/back",
    "https://app.example.com.evil.example/back",
    "https://evil.example/back",
    "https://sub.app.example.com/back",
    "//app.example.com/back",
    "/back",
    "javascript:alert(1)",
    "http://localhost/cli",
    "http://127.0.0.1/other",
]


@pytest.mark.parametrize("uri", NEAR_MISSES)
def test_redirect_uri_must_fit_exactly(world, app, browser, uri):
    assert page(browser, app, redirect_uri=uri).status_code == 400
    answer = browser.post("/oauth/authorize", {**question(app, redirect_uri=uri), "allow": "x"})
    assert answer.status_code in (200, 400)
    assert AuthorizationCode.objects.count() == 0


def test_program_on_loopback_may_use_any_port(world, app, browser):
    answer = allow(browser, app, redirect_uri="http://127.0.0.1:50123/cli")
    assert answer["Location"].startswith("http://127.0.0.1:50123/cli?")
    answer = page(browser, app, redirect_uri="http://127.0.0.1:50123/cli", scope="admin")
    assert answer["Location"].startswith("http://127.0.0.1:50123/cli?error=invalid_scope")


def test_unknown_client_is_told_on_the_page(world, app, browser):
    for client_id in ("nobody", "", "a\0b"):
        assert page(browser, app, client_id=client_id).status_code == 400
        answer = browser.post("/oauth/authorize", {**question(app, client_id=client_id), "allow": "x"})
        assert answer.status_code in (200, 400)


def test_scopes_beyond_the_clients_are_refused(world, app, browser):
    assert told(page(browser, app, scope="read admin"))["error"] == "invalid_scope"
    assert told(page(browser, app, scope=None))["error"] == "invalid_scope"


def test_person_of_another_tenant_is_refused(world, app):
    lyon = tenant_create(name="Lyon")
    eve, _ = user_create(name="eve", tenant=lyon, role="admin", password=PASSWORD)
    browser = Browser()
    browser.force_login(eve)
    assert told(page(browser, app))["error"] == "access_denied"
    assert told(browser.post("/oauth/authorize", {**question(app), "allow": "x"}))["error"] == "access_denied"


def test_platform_operator_is_refused(world, app):
    browser = Browser()
    browser.force_login(User.objects.create_superuser("root", PASSWORD))
    assert told(page(browser, app))["error"] == "access_denied"


def test_client_of_another_grant_gets_no_page(world, browser):
    world.client.redirect_uris = BACK
    world.client.save()
    assert told(page(browser, world.client))["error"] == "unauthorized_client"


def test_code_of_another_client_is_refused(world, app, browser):
    code = told(allow(browser, app))["code"]
    other, _ = client_create(name="other", tenant=world.tenant, grant="authorization-code", redirect_uris=[BACK])
    assert exchange(other, code).status_code == 400


def test_code_is_void_when_the_person_is_locked_out(world, app, browser):
    code = told(allow(browser, app))["code"]
    world.ada.is_active = False
    world.ada.save()
    assert exchange(app, code).status_code == 400


def test_confidential_program_must_show_its_secret(world, browser):
    client, secret = client_create(
        name="server", tenant=world.tenant, grant="authorization-code", redirect_uris=[BACK], confidential=True
    )
    code = told(allow(browser, client))["code"]
    assert exchange(client, code).status_code == 401
    assert exchange(client, code, client_secret="wrong").status_code == 401
    assert exchange(client, code, client_secret=secret).status_code == 200


def test_long_state_and_nonce_are_no_server_error(world, app, browser):
    answer = browser.get("/oauth/authorize?" + urlencode(question(app, state="s" * 3000, nonce="n" * 3000)))
    assert answer.status_code == 200
    fields = {**question(app, nonce="n" * 3000), "allow": "x"}
    assert "code" in told(browser.post("/oauth/authorize", fields))
