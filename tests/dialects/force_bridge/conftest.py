"""The demo plant as FORCE Bridge's clients see it, and a client that follows its links."""

from __future__ import annotations

import json
from collections.abc import Mapping
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client as Browser
from django.utils.http import urlencode

from permissions.models import User
from permissions.rules import credentials
from tests.factories import Answer, Plant, undone

BASE = "/ffwebservices/api/v3"
FORM, HAL, JSON = "application/x-www-form-urlencoded", "application/hal+json", "application/json"
TOKEN = "/ffwebservices/oauth/token"


class Force:
    """Speaks as FORCE Bridge's clients do: a bearer token, HAL unless it asks for plain JSON."""

    def __init__(self, token: str, **headers: str) -> None:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        self.browser = Browser(headers={"Authorization": f"Bearer {token}", **sent})

    def ask(self, method: str, path: str, body: Any = None, *, type: str = JSON, **headers: str) -> Answer:
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        path = path.removeprefix("http://testserver")
        path = path if path.startswith("/ff") else f"{BASE}{'/' if path and path[0] != '?' else ''}{path}"
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        return Answer(self.browser.generic(method, path, data, type, headers=sent))

    def get(self, path: str, **query: Any) -> Any:
        return self.ask("GET", f"{path}?{urlencode(query)}" if query else path).ok()

    def post(self, path: str, body: Any = None, status: int = 201) -> Any:
        return self.ask("POST", path, body).ok(status)

    def put(self, path: str, body: Any, status: int = 200) -> Any:
        return self.ask("PUT", path, body).ok(status)

    def delete(self, path: str, status: int = 204) -> Any:
        return self.ask("DELETE", path).ok(status)

    def follow(self, link: Mapping[str, Any], body: Any = None) -> Any:
        """Do what a link object says."""
        answer = self.ask(link["method"], link["href"], body)
        assert answer.status < 300, answer
        return answer.json if answer.content else None

    def listed(self, path: str, key: str = "", **query: Any) -> list[dict[str, Any]]:
        """The properties of the items of a collection."""
        found = self.get(path, **query)["_embedded"]
        return [item["properties"] for item in found[key or path.rpartition("/")[2]]]

    def refused(self, method: str, path: str, status: int, body: Any = None, **options: Any) -> tuple[str, str]:
        """(code, message) of a refusal, which has the vendor's shape."""
        answer = self.ask(method, path, body, **options)
        assert answer.status == status, answer
        assert answer.headers["Content-Type"] in (HAL, JSON)
        assert set(answer.json) == {"status", "code", "message"}
        assert answer.json["status"] == status
        assert answer.json["code"][4:7] == str(status)
        assert len(answer.json["code"]) == 10
        assert answer.json["message"]
        return answer.json["code"], answer.json["message"]


def token(client_id: str, secret: str, scope: str = "read write") -> str:
    """An access token by the door of FORCE Bridge."""
    form = {"client_id": client_id, "client_secret": secret, "grant_type": "client_credentials", "scope": scope}
    answer = Browser().generic("POST", TOKEN, urlencode(form), FORM)
    assert answer.status_code == 200, answer.content
    return str(json.loads(answer.content)["access_token"])


@pytest.fixture(scope="module")
def kept_demo(django_db_setup: None, django_db_blocker: Any) -> Any:
    with django_db_blocker.unblock(), undone():
        out = StringIO()
        call_command("seed_demo", "--json", stdout=out)
        yield json.loads(out.getvalue())


@pytest.fixture
def demo(kept_demo: Any, db: None) -> Any:
    """What seed_demo told."""
    return kept_demo


@pytest.fixture
def secret(demo: Any) -> tuple[str, str]:
    return demo["clients"][0]["client_id"], demo["clients"][0]["client_secret"]


@pytest.fixture
def force(secret: tuple[str, str]) -> Force:
    """Somebody who may write."""
    return Force(token(*secret))


@pytest.fixture
def reader(secret: tuple[str, str]) -> Force:
    """The same with a token for reading."""
    return Force(token(*secret, scope="read"))


@pytest.fixture
def operator(demo: Any) -> Force:
    """Somebody whose role is to read."""
    otto = User.objects.get(name="otto")
    client, text = credentials.client_create(
        name="terminal", tenant=otto.tenant, grant="client-credentials", user=otto, scopes="read write"
    )
    return Force(token(client.client_id, text))


@pytest.fixture
def stranger(db: None) -> Force:
    """Somebody of another tenant."""
    plant = Plant.build("Elsewhere")
    client, text = credentials.client_create(
        name="elsewhere", tenant=plant.tenant, grant="client-credentials", user=plant.users["engineer"]
    )
    return Force(token(client.client_id, text))


@pytest.fixture
def running(force: Force) -> Any:
    """The operation that is being worked on."""
    return force.get("operations", isInProgress="true")["_embedded"]["operations"][0]


@pytest.fixture
def planned(force: Force) -> list[Any]:
    """Operations that nobody has begun."""
    return force.get("operations", isPlannable="true")["_embedded"]["operations"]
