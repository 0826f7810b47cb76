"""Permissions: rights granted on single objects, to users or groups."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from hub.filters import HubFilter, ResourceFilterSet, values
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from permissions.api.fields import ObjectField, RightField
from permissions.models import Grant
from permissions.rules.granting import grant_rule_create, grant_rule_delete


class GrantSerializer(HalSerializer):
    """The shape of a grant."""

    right = RightField()
    object = ObjectField()

    class Meta:
        model = Grant
        fields = ["id", "uuid", "right", "object", "user", "group", "created_at", "updated_at"]


class GrantFilter(ResourceFilterSet):
    """What grants can be asked for."""

    object_kind = HubFilter("object_kind", kind=values.TEXT, commas=True)

    class Meta:
        model = Grant


class GrantViewSet(ResourceViewSet):
    """All grants that the caller may see: its own, and those on objects that it may grant on."""

    entry = Entry(
        model=Grant,
        path="permissions",
        group="platform",
        title=("right",),
        rules=Rules(create=grant_rule_create, delete=grant_rule_delete),
        added={"inherited": serializers.BooleanField(help_text="Only among the permissions of one object.")},
        actions=frozenset({"create", "delete", "history", "search"}),
    )
    serializer_class = GrantSerializer
    filterset_class = GrantFilter

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """Here a grant has to name its object; below an object it is about that one."""
        serializer: Any = super().get_serializer(*args, **kwargs)
        serializer.fields["object"].required = True
        return serializer
