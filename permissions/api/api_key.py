"""API keys: lasting machine logins, managed by a tenant admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from hub import access, errors
from hub.access import ADMIN, Principal
from hub.fields.timestamp import TimestampField
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from permissions.api.fields import WordsField, home_tenant
from permissions.models import ApiKey, ApiKeyUse
from permissions.rules import credentials

REVOKED_FOR_GOOD = _("A revoked key does not come back.")


class ApiKeySerializer(HalSerializer):
    """The shape of a key; its text is shown once, when it is made. ``revoked: true`` ends it for good."""

    scopes = WordsField(required=False)
    role = serializers.ChoiceField(choices=access.ROLES, required=False, allow_blank=True)
    revoked = serializers.BooleanField(write_only=True, required=False)

    class Meta:
        model = ApiKey
        fields = [
            "id",
            "uuid",
            "name",
            "prefix",
            "scopes",
            "role",
            "expires_at",
            "revoked_at",
            "revoked",
            "user",
            "tenant",
            "created_at",
            "updated_at",
        ]
        read_only_fields = ["prefix", "revoked_at"]
        extra_kwargs = {"user": {"required": False}}


class ApiKeyFilter(ResourceFilterSet):
    """What keys can be asked for."""

    class Meta:
        model = ApiKey
        fields = [
            "id",
            "uuid",
            "name",
            "prefix",
            "user",
            "role",
            "expires_at",
            "revoked_at",
            "tenant",
            "created_at",
            "updated_at",
        ]


def key_make(values: dict[str, Any]) -> tuple[ApiKey, dict[str, Any]]:
    """A new key of the caller's tenant and its text."""
    key, text = credentials.key_create(
        name=values["name"],
        tenant=home_tenant(values),
        user=values.get("user"),
        role=values.get("role") or None,
        scopes=values.get("scopes", "read write"),
        expires_at=values.get("expires_at"),
    )
    return key, {"key": text}


def key_take(key: ApiKey, values: dict[str, Any]) -> bool:
    """Scopes are checked; a key is revoked at once and never comes back."""
    if "scopes" in values:
        values["scopes"] = credentials.checked_scopes(values["scopes"])
    if values.pop("revoked", False) and key.revoked_at is None:
        credentials.key_revoke(key=key)
        return True
    return False


def key_change(key: ApiKey, changed: set[str]) -> None:
    """An earlier version does not bring a revoked key back to life."""
    if "revoked_at" in changed and key.revoked_at is None:
        raise errors.Conflict("conflict", REVOKED_FOR_GOOD)


def add_use(principal: Principal, rows: list[Any], items: list[dict[str, Any]]) -> None:
    """When each key was last used, to the minute."""
    ids = [row[0] for row in rows]
    used = dict(ApiKeyUse.objects.filter(api_key_id__in=ids).values_list("api_key_id", "last_used_at"))
    for row, item in zip(rows, items, strict=True):
        item["last_used_at"] = used.get(row[0])


class ApiKeyViewSet(ResourceViewSet):
    """Keys of the tenant."""

    entry = Entry(
        model=ApiKey,
        path="api_keys",
        group="identity",
        reader=ADMIN,
        writer=ADMIN,
        rules=Rules(make=key_make, take=key_take, change=key_change),
        decorate=add_use,
        added={"last_used_at": TimestampField(allow_null=True)},
        actions=frozenset({"create", "update", "delete", "history", "search"}),
    )
    serializer_class = ApiKeySerializer
    filterset_class = ApiKeyFilter
    secret_fields = ("key",)
