"""Every curl line of the pages does what the page says."""

from __future__ import annotations

import json
from io import StringIO

import httpx
import pytest
from django.core.management import call_command

from tests.docs.curl import ROOT, calls

PAGES = [
    *("getting-in.md", "finding.md", "changing.md", "history.md", "rights.md", "files.md", "webhooks.md"),
    *("netilion.md", "force-bridge.md"),
]


@pytest.fixture
def values(live_server):
    out = StringIO()
    call_command("seed_demo", "--json", stdout=out)
    told = json.loads(out.getvalue())
    keys = {key["role"]: key["key"] for key in told["api_keys"]}
    passwords = {user["name"]: user["password"] for user in told["users"]}
    return {
        **gateway(live_server.url, passwords["scada"]),
        "FORCE_TOKEN": bridge(live_server.url, told["clients"][0]),
        "HUB": live_server.url,
        "KEY": keys["engineer"],
        "ADMIN_KEY": keys["admin"],
        "OPERATOR_KEY": keys["operator"],
        "CLIENT_SECRET": told["clients"][0]["client_secret"],
        "ADA_PASSWORD": passwords["ada"],
    }


def gateway(hub, password):
    """A program of a vendor: its client, a token that it was given, and a key of the same user."""
    made = []
    for command, more in (("create_client", ("--grant", "password")), ("create_api_key", ())):
        out = StringIO()
        call_command(command, "gateway", "--tenant", "Demo Plant", "--user", "scada", *more, "--json", stdout=out)
        made.append(json.loads(out.getvalue()))
    client, key = made
    form = {"client_id": client["client_id"], "client_secret": client["client_secret"]}
    form |= {"grant_type": "password", "username": "scada", "password": password}
    token = httpx.post(f"{hub}/oauth/token", data=form).json()["access_token"]
    names = {"CLIENT": client["client_id"], "SECRET": client["client_secret"], "PASSWORD": password}
    return {**names, "TOKEN": token, "SCADA_KEY": key["key"]}


def bridge(hub, client):
    """The token of a program that logs in by itself."""
    form = {**client, "grant_type": "client_credentials", "scope": "read write"}
    return httpx.post(f"{hub}/ffwebservices/oauth/token", data=form).json()["access_token"]


@pytest.mark.django_db(transaction=True, reset_sequences=True)  # the pages name the first ids
def test_examples_do_what_the_pages_say(values):
    wrong = []
    for page in PAGES:
        found = calls(page, values)
        assert found, page
        for call in found:
            answer = call.send()
            if answer.status_code != call.status:
                wrong.append(f"{page}: {call.text}: {answer.status_code} {answer.text[:300]}")
    assert wrong == []


def test_readme_names_every_page():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = {path.name for path in (ROOT / "docs").glob("*.md")}
    assert {name for name in pages if f"docs/{name}" not in readme} == set()
