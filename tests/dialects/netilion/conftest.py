"""A plant that Netilion's clients talk to: technical users with passwords and the client they log in with."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils.http import urlencode

from permissions.models import Client, User
from permissions.rules import accounts, credentials
from tests.factories import Answer, Plant

JSON, FORM = "application/json", "application/x-www-form-urlencoded"
PASSWORD = "correct horse battery"


class Netilion:
    """Speaks as Netilion's clients do: JSON in, JSON out, a token."""

    def __init__(self, headers: dict[str, str]) -> None:
        self.browser = Browser(headers=headers)

    def ask(self, method: str, path: str, body: Any = None, *, type: str = JSON, **headers: str) -> Answer:
        data = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        path = path if path.startswith("/") else f"/v1/{path}"
        return Answer(self.browser.generic(method, path, data, type, headers=sent))

    def get(self, path: str, **query: Any) -> Any:
        return self.ask("GET", f"{path}?{urlencode(query)}" if query else path).ok()

    def post(self, path: str, body: Any, status: int = 201) -> Any:
        return self.ask("POST", path, body).ok(status)

    def patch(self, path: str, body: Any, status: int = 204) -> Any:
        return self.ask("PATCH", path, body).ok(status)

    def delete(self, path: str, body: Any = None, status: int = 204) -> Any:
        return self.ask("DELETE", path, body).ok(status)

    def refused(self, answer: Answer, status: int) -> list[tuple[str, str | None]]:
        """(type, attribute) of each error."""
        assert answer.status == status, answer
        assert answer.headers["Content-Type"] == "application/json"
        assert set(answer.json) == {"errors"}
        assert all(error["message"] for error in answer.json["errors"])
        return [(error["type"], error.get("attribute")) for error in answer.json["errors"]]


@dataclass
class Site:
    """A plant with its password client."""

    plant: Plant
    users: dict[str, User]
    client: Client
    secret: str

    @classmethod
    def build(cls, name: str = "Kiel") -> Site:
        plant = Plant.build(name)
        users = {}
        for who, role in (("writer", "engineer"), ("other", "engineer"), ("boss", "admin"), ("guest", "operator")):
            users[who], _ = accounts.user_create(
                name=f"{who}-{name}@example.com",
                email=f"{who}-{name}@example.com",
                tenant=plant.tenant,
                role=role,
                technical=True,
                password=PASSWORD,
            )
        client, secret = credentials.client_create(
            name=f"app of {name}", tenant=plant.tenant, grant="password", user=users["writer"]
        )
        return cls(plant, users, client, secret)

    def token(self, who: str = "writer", url: str = "/oauth/token/", **form: str) -> dict[str, Any]:
        """What the token URL answers to a client's first call."""
        body = {
            "grant_type": "password",
            "client_id": self.client.client_id,
            "client_secret": self.secret,
            "username": self.users[who].name,
            "password": PASSWORD,
            **form,
        }
        answer = Browser().generic("POST", url, urlencode(body), FORM)
        assert answer.status_code == 200, answer.content
        return json.loads(answer.content)

    def speaks(self, who: str = "writer") -> Netilion:
        token = self.token(who)["access_token"]
        return Netilion({"Authorization": f"Bearer {token}", "Api-Key": self.client.client_id, "Accept": "*/*"})

    def basic(self, who: str = "writer", **headers: str) -> Netilion:
        pair = b64encode(f"{self.users[who].name}:{PASSWORD}".encode()).decode()
        return Netilion({"Authorization": f"Basic {pair}", **{n.replace("_", "-"): v for n, v in headers.items()}})


@pytest.fixture(scope="module")
def kept_site(django_db_setup: None, django_db_blocker: Any) -> Any:
    from tests.factories import undone

    with django_db_blocker.unblock(), undone():
        yield Site.build()


@pytest.fixture
def site(kept_site: Site, db: None) -> Site:
    return kept_site


@pytest.fixture
def netilion(site: Site) -> Netilion:
    return site.speaks()
