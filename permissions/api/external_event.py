"""External events: made known by programs, told to webhooks, not changed any more."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from hub.filters import ResourceFilterSet
from hub.hal.media import dumps
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from permissions.models import ExternalEvent

MOST_BYTES = 16_000


class DataField(serializers.DictField):
    """Whatever belongs to the event: an object."""

    default_error_messages = {"too_long": _("At most {most} bytes.")}

    def to_internal_value(self, data: Any) -> Any:
        found = super().to_internal_value(data)
        if len(dumps(found)) > MOST_BYTES:
            self.fail("too_long", most=MOST_BYTES)
        return found


class ExternalEventSerializer(HalSerializer):
    """The shape of an external event."""

    data = DataField(required=False)

    class Meta:
        model = ExternalEvent
        fields = [
            "id",
            "uuid",
            "name",
            "object_type",
            "object_key",
            "occurred_at",
            "data",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ExternalEventFilter(ResourceFilterSet):
    """What external events can be asked for."""

    class Meta:
        model = ExternalEvent
        exclude = ["data"]


def external_event_create(event: ExternalEvent) -> None:
    """What says no time happened now."""
    if event.occurred_at is None:
        event.occurred_at = timezone.now()


class ExternalEventViewSet(ResourceViewSet):
    """Events from outside of the hub, for those who listen."""

    entry = Entry(
        model=ExternalEvent,
        path="external_events",
        group="production",
        rules=Rules(create=external_event_create),
        actions=frozenset({"create", "delete", "history", "search"}),
    )
    serializer_class = ExternalEventSerializer
    filterset_class = ExternalEventFilter
