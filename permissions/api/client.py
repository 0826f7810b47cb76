"""Clients: programs that get OAuth2 tokens, managed by a tenant admin."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hub import access
from hub.access import ADMIN
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet
from permissions.api.fields import WordsField, home_tenant
from permissions.models import Client, ClientUser
from permissions.models.client import GRANTS
from permissions.rules import credentials


class ClientSerializer(HalSerializer):
    """The shape of a client; its secret is shown once, when it is made."""

    grant = serializers.ChoiceField(choices=GRANTS, source="authorization_grant_type")
    scopes = WordsField(required=False)
    redirect_uris = WordsField(required=False)
    allowed_origins = WordsField(required=False)
    role = serializers.ChoiceField(choices=access.ROLES, write_only=True, required=False)

    class Meta:
        model = Client
        fields = [
            "id",
            "uuid",
            "name",
            "client_id",
            "grant",
            "client_type",
            "scopes",
            "redirect_uris",
            "allowed_origins",
            "is_active",
            "user",
            "role",
            "tenant",
            "created_at",
            "updated_at",
        ]
        read_only_fields = ["client_id", "client_type"]
        extra_kwargs = {"user": {"required": False}}


class ClientFilter(ResourceFilterSet):
    """What clients can be asked for."""

    class Meta:
        model = Client
        fields = ["id", "uuid", "name", "client_id", "user", "is_active", "tenant", "created_at", "updated_at"]


def client_make(values: dict[str, Any]) -> tuple[Client, dict[str, Any]]:
    """A new client of the caller's tenant and its secret."""
    client, secret = credentials.client_create(
        name=values["name"],
        tenant=home_tenant(values),
        grant=values["authorization_grant_type"],
        user=values.get("user"),
        role=values.get("role"),
        scopes=values.get("scopes", "read write"),
        redirect_uris=values.get("redirect_uris", "").split(),
        origins=values["allowed_origins"].split() if values.get("allowed_origins") else None,
    )
    if values.get("is_active") is False:
        credentials.client_deactivate(client=client)
    return client, {"client_secret": secret}


def client_take(client: Client, values: dict[str, Any]) -> bool:
    """What is changed is checked like what is made; being locked out takes the tokens back."""
    values.pop("role", None)
    if "scopes" in values:
        values["scopes"] = credentials.checked_scopes(values["scopes"])
    if "redirect_uris" in values:
        values["redirect_uris"] = " ".join(credentials.checked_uri(uri) for uri in values["redirect_uris"].split())
    if "allowed_origins" in values:
        checked = (credentials.checked_origin(origin) for origin in values["allowed_origins"].split())
        values["allowed_origins"] = " ".join(checked)
    if values.get("is_active") is False and client.is_active:
        values.pop("is_active")
        credentials.client_deactivate(client=client)
        return True
    return False


class ClientViewSet(ResourceViewSet):
    """Clients of the tenant."""

    entry = Entry(
        model=Client,
        path="clients",
        group="identity",
        reader=ADMIN,
        writer=ADMIN,
        rules=Rules(make=client_make, take=client_take),
        nested=(
            Nested(name="webhooks", target="webhook", via="client", makes=True, role=ADMIN),
            Nested(
                name="users",
                target="user",
                through=lambda: ClientUser,
                keys=("client", "user"),
                child_level=access.READ,
                role=ADMIN,
            ),
        ),
        actions=frozenset({"create", "update", "delete", "history", "search"}),
    )
    serializer_class = ClientSerializer
    filterset_class = ClientFilter
    secret_fields = ("client_secret",)
