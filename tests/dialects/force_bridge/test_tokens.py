"""The doors for tokens: the guide's own, and the older one that asks with GET, whose secrets reach no log."""

from __future__ import annotations

import json
import logging
from base64 import b64encode

import pytest
from django.test import Client as Browser
from django.utils.http import urlencode

from hub import request_log
from hub.models.request_log import RequestLog
from tests.dialects.force_bridge.conftest import TOKEN

OLD = "/ffauth/oauth2.0/accessToken"


def old(client_id, secret, **more):
    query = {"client_id": client_id, "client_secret": secret, "grant_type": "client_credentials", **more}
    return Browser().get(f"{OLD}?{urlencode(query)}&scope=read%20write")


@pytest.mark.parametrize("type", ["application/x-www-form-urlencoded", "application/x-www-urlencode"])
def test_the_guides_curl_gets_a_token(secret, type):
    body = f"client_id={secret[0]}&client_secret={secret[1]}&grant_type=client_credentials&scope=read%20write"
    answer = Browser().generic("POST", TOKEN, body, type, headers={"Accept": "application/x-www-urlencode"})
    found = json.loads(answer.content)
    assert answer.status_code == 200
    assert found["scope"] == "read write"
    assert found["token_type"].lower() == "bearer"
    assert isinstance(found["expires_in"], int)


def test_the_guides_header_gets_a_token(secret):
    pair = b64encode(f"{secret[0]}:{secret[1]}".encode()).decode()
    body = "grant_type=client_credentials&scope=read"
    answer = Browser().generic(
        "POST", TOKEN, body, "application/x-www-form-urlencoded", headers={"Authorization": f"Basic {pair}"}
    )
    assert json.loads(answer.content)["scope"] == "read"


def test_the_old_door_is_shut(secret):
    assert old(*secret).status_code == 404
    assert Browser().post(OLD).status_code == 404


@pytest.fixture
def opened(settings):
    settings.FORCE_GET_TOKEN = True


def test_the_old_door_gives_what_samples_read(secret, opened):
    answer = old(*secret)
    found = json.loads(answer.content)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    assert found["access_token"]
    assert isinstance(found["refresh_token"], str)
    assert found["refresh_token"]
    assert (found["token_type"].lower(), found["scope"]) == ("bearer", "read write")
    assert isinstance(found["expires_in"], int)


def test_its_token_opens_the_api(secret, opened):
    token = json.loads(old(*secret).content)["access_token"]
    headers = {"Authorization": f"bearer {token}"}
    assert Browser(headers=headers).get("/ffwebservices/api/v3/workplaces").status_code == 200


def test_the_old_door_takes_a_form_too(secret, opened):
    form = {"client_id": secret[0], "client_secret": secret[1], "grant_type": "client_credentials", "scope": "read"}
    answer = Browser().generic("POST", OLD, urlencode(form), "application/x-www-form-urlencoded")
    assert json.loads(answer.content)["refresh_token"]


def test_no_other_grant_comes_through_the_old_door(secret, opened):
    answer = old(*secret, grant_type="password")
    assert answer.status_code == 400
    assert json.loads(answer.content)["error"] == "unsupported_grant_type"


@pytest.mark.parametrize("good", [True, False])
def test_secrets_of_the_old_door_reach_no_log(secret, opened, good, caplog, capfd):
    text = secret[1] if good else "a-wrong-secret-of-somebody"
    caplog.set_level(logging.DEBUG)
    request_log.forget()
    assert old(secret[0], text).status_code == (200 if good else 401)
    request_log.flush()
    rows = [str(list(row)) for row in RequestLog.objects.filter(path=OLD).values_list()]
    written = capfd.readouterr()
    assert rows
    assert not any(text in line for line in [*rows, caplog.text, written.out, written.err])


def test_secrets_of_the_old_door_reach_no_error_report(secret, opened, monkeypatch, caplog):
    def broken(self, request):
        assert secret[1] not in str(request.META) + request.get_full_path() + str(request.GET)
        raise RuntimeError("broken")

    monkeypatch.setattr("permissions.oauth.views.TokenView.answer", broken)
    caplog.set_level(logging.DEBUG)
    with pytest.raises(RuntimeError):
        old(*secret)
    assert secret[1] not in caplog.text


def test_other_doors_do_not_open_this_api(demo):
    key = demo["api_keys"][0]["key"]
    answer = Browser(headers={"X-API-Key": key}).get("/ffwebservices/api/v3/workplaces")
    assert answer.status_code == 401
    assert json.loads(answer.content)["status"] == 401
