"""Webhooks: receivers that the hub tells of changes, registered by a tenant admin."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from hub import context
from hub.access import ADMIN, Principal
from hub.fields.folded import storable
from hub.fields.shaped import ShapedField
from hub.fields.timestamp import TimestampField
from hub.filters import ResourceFilterSet
from hub.hal.links import LinkSpec
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from permissions.api.fields import WordsField, home_tenant
from permissions.models import User, Webhook, WebhookState
from permissions.models.webhook import MOST_ATTEMPTS
from permissions.rules import webhooks
from permissions.webhooks import formats

STATE = ("last_sequence", "last_triggered_at", "last_success_at", "last_failure_at", "consecutive_failures")
PLAIN = (str, int, float, bool, type(None))
MOST_CONDITIONS = 20


class ConditionField(ShapedField):
    """A member of the resource, and the value that it must have for a change to be told."""

    default_error_messages = {"invalid": _("Expected a name and a plain value.")}

    def to_representation(self, value: Any) -> Any:
        return value

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict) or data.keys() != {"name", "value"} or not isinstance(data["value"], PLAIN):
            self.fail("invalid")
        name, value = data["name"], data["value"]
        texts = [name, value if isinstance(value, str) else ""]
        if not isinstance(name, str) or not name or any(len(text) > 500 or not storable(text) for text in texts):
            self.fail("invalid")
        return data

    def shape(self, direction: str) -> dict[str, Any]:
        value = {"type": ["string", "number", "boolean", "null"]}
        members = {"name": {"type": "string"}, "value": value}
        return {"type": "object", "properties": members, "required": ["name", "value"], "additionalProperties": False}


class WebhookSerializer(HalSerializer):
    """The shape of a webhook; its secret is shown once, when it is made or made anew (``renew_secret: true``)."""

    format = serializers.ChoiceField(choices=formats.names(), required=False)
    kinds = WordsField(required=False, max_length=200)
    events = WordsField(required=False)
    event_types = WordsField(required=False)
    object_filter = serializers.ListField(child=ConditionField(), max_length=MOST_CONDITIONS, required=False)
    max_attempts = serializers.IntegerField(min_value=1, max_value=MOST_ATTEMPTS, required=False)
    max_pending = serializers.IntegerField(min_value=1, max_value=1_000_000, required=False)
    renew_secret = serializers.BooleanField(write_only=True, required=False)

    class Meta:
        model = Webhook
        fields = [
            "id",
            "uuid",
            "name",
            "url",
            "format",
            "kinds",
            "events",
            "event_types",
            "event_name",
            "object_filter",
            "enabled",
            "ordered",
            "max_attempts",
            "max_pending",
            "secret_number",
            "renew_secret",
            "user",
            "client",
            "tenant",
            "created_at",
            "updated_at",
        ]
        read_only_fields = ["secret_number"]
        extra_kwargs = {"user": {"required": False}}


class WebhookFilter(ResourceFilterSet):
    """What webhooks can be asked for."""

    class Meta:
        model = Webhook
        exclude = ["object_filter"]


def webhook_make(values: dict[str, Any]) -> tuple[Webhook, dict[str, Any]]:
    """A new webhook of the caller's tenant, and its secret."""
    values.pop("renew_secret", None)
    tenant, user, client = home_tenant(values), values.pop("user", None), values.get("client")
    if user is None and client is not None:
        user = client.user
    principal = context.current().principal
    if user is None and principal is not None:
        user = User.objects.get(pk=principal.user_id)
    webhook, secret = webhooks.webhook_create(tenant=tenant, user=user, values=values)
    return webhook, {"secret": secret}


def webhook_take(webhook: Webhook, values: dict[str, Any]) -> bool:
    """A new secret instead of the old one, which holds no more; told this once."""
    if values.pop("renew_secret", False):
        webhook.secret_number += 1
        webhook.save()
        made: Any = webhook
        made.secrets = {"secret": formats.secret_of(webhook)}
        return True
    return False


def add_state(principal: Principal, rows: list[Any], items: list[dict[str, Any]]) -> None:
    """How sending goes."""
    found = {state.pk: state for state in WebhookState.objects.filter(pk__in=[row[0] for row in rows])}
    for row, item in zip(rows, items, strict=True):
        state = found.get(row[0]) or WebhookState()
        for name in (*STATE, "last_error"):
            value = getattr(state, name)
            item[name] = TimestampField.render(value) if name.endswith("_at") else value


class WebhookViewSet(ResourceViewSet):
    """Webhooks of the tenant."""

    entry = Entry(
        model=Webhook,
        path="webhooks",
        group="identity",
        reader=ADMIN,
        writer=ADMIN,
        rules=Rules(make=webhook_make, take=webhook_take, change=webhooks.webhook_change),
        actions=frozenset({"create", "update", "delete", "history", "search"}),
        decorate=add_state,
        added={
            "last_sequence": serializers.IntegerField(allow_null=True),
            **{name: TimestampField(allow_null=True) for name in STATE if name.endswith("_at")},
            "consecutive_failures": serializers.IntegerField(),
            "last_error": serializers.CharField(),
        },
        further=[LinkSpec("deliveries", "/deliveries")],
    )
    serializer_class = WebhookSerializer
    filterset_class = WebhookFilter
    secret_fields = ("secret",)
