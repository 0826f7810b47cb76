"""A tenant with people, machines, a client and a key; a view that tells who came in; and ways to knock."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.test import Client as Browser
from django.urls import include, path
from rest_framework.permissions import IsAuthenticated
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response
from rest_framework.views import APIView

from hub.models.tenant import Tenant
from permissions.authentication import Doors
from permissions.models import ApiKey, Client, User
from permissions.rules.accounts import tenant_create, user_create
from permissions.rules.credentials import client_create, key_create

FORM = "application/x-www-form-urlencoded"
PASSWORD = "correct horse battery"


class WhoAmI(APIView):
    """Tells the principal it was called by."""

    authentication_classes = (Doors,)
    permission_classes = (IsAuthenticated,)
    renderer_classes = (JSONRenderer,)

    def get(self, request: Any) -> Response:
        principal = request.user
        return Response(
            {
                "tenant": principal.tenant_name,
                "user": principal.user_name,
                "role": principal.role,
                "scopes": sorted(principal.scopes),
                "credential": principal.credential,
                "client": principal.client_name,
                "api_key": principal.api_key_name,
                "groups": list(principal.group_ids),
            }
        )

    post = get


urlpatterns = [path("whoami", WhoAmI.as_view()), path("", include("config.urls"))]


@dataclass
class World:
    """What the tests of the doors start from."""

    tenant: Tenant
    ada: User
    scada: User
    client: Client
    secret: str
    key: ApiKey
    key_text: str


def build() -> World:
    """Plant "Kiel" with ada (a person) and scada (a machine), whom a client and a key act as."""
    tenant = tenant_create(name="Kiel")
    ada, _ = user_create(name="ada", tenant=tenant, role="engineer", password=PASSWORD)
    scada, _ = user_create(name="scada", tenant=tenant, role="engineer", password=PASSWORD, technical=True)
    client, secret = client_create(name="bridge", tenant=tenant, grant="client-credentials", user=scada)
    key, text = key_create(name="logger", tenant=tenant, user=scada)
    return World(tenant, ada, scada, client, secret, key, text)


def basic(name: str, password: str, encoding: str = "utf-8") -> str:
    """The value of a Basic header."""
    return "Basic " + b64encode(f"{name}:{password}".encode(encoding)).decode()


def ask(method: str = "get", browser: Browser | None = None, **headers: str) -> Any:
    """Knock at /whoami with headers given as ``authorization=…, x_api_key=…``."""
    sent = {name.replace("_", "-"): value for name, value in headers.items()}
    return getattr(browser or Browser(), method)("/whoami", headers=sent)


def post_form(url: str, headers: dict[str, str] | None = None, content_type: str = FORM, **form: str) -> Any:
    """Post a form as programs do."""
    return Browser().generic("POST", url, urlencode(form), content_type, headers=headers or {})


def token(world: World, scope: str = "read write", client: Client | None = None, secret: str = "") -> str:
    """An access token by client credentials."""
    answer = post_form(
        "/oauth/token",
        grant_type="client_credentials",
        client_id=(client or world.client).client_id,
        client_secret=secret or world.secret,
        scope=scope,
    )
    assert answer.status_code == 200, answer.content
    return str(json.loads(answer.content)["access_token"])
