"""Requests for permissions: asked by one who lacks a right, answered by those who may grant it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hub import access
from hub.fields.text import TextField
from hub.filters import HubFilter, ResourceFilterSet, TextFilter, values
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules, StateMachine
from hub.viewsets.resource import ResourceViewSet
from permissions.api.fields import RequestedField, RightField
from permissions.models import PermissionRequest
from permissions.rules import requesting


class PermissionRequestSerializer(HalSerializer):
    """The shape of a request."""

    right = RightField(required=False)
    object = RequestedField()

    class Meta:
        model = PermissionRequest
        fields = [
            *("id", "uuid", "state", "right", "object", "message", "user", "answer", "answered_by"),
            *("tenant", "created_at", "updated_at"),
        ]
        read_only_fields = ["state", "user", "answer", "answered_by"]


class AnswerSerializer(serializers.Serializer[Any]):
    """What accepting or rejecting says."""

    answer = TextField(required=False, allow_blank=True, max_length=1000)


class PermissionRequestFilter(ResourceFilterSet):
    """What requests can be asked for; not their object, of which not everybody may know."""

    object_kind = HubFilter("object_kind", kind=values.TEXT, commas=True)
    state = TextFilter("state", commas=True)

    class Meta:
        model = PermissionRequest
        exclude = ["object", "object_id", "named"]


class PermissionRequestViewSet(ResourceViewSet):
    """Requests that the caller made, and those about objects that it may grant on."""

    entry = Entry(
        model=PermissionRequest,
        path="permission_requests",
        group="platform",
        title=("state",),
        rules=Rules(create=requesting.request_create),
        # Whoever asks may take the request back; answering takes what granting takes.
        states=StateMachine(
            field="state",
            table=requesting.targets,
            enter=requesting.request_enter,
            body=AnswerSerializer,
            level=access.PERMIT,
        ),
        decorate=requesting.with_objects,
        actions=frozenset({"create", "delete", "history", "search"}),
    )
    serializer_class = PermissionRequestSerializer
    filterset_class = PermissionRequestFilter
