"""Event types: the standard ones and those of the tenant."""

from assets.models import EventType
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class EventTypeSerializer(HalSerializer):
    """The shape of an event type."""

    class Meta:
        model = EventType
        fields = ["id", "uuid", "code", "name", "description", "deletable", "tenant", "created_at", "updated_at"]


class EventTypeFilter(ResourceFilterSet):
    """What event types can be asked for."""

    class Meta:
        model = EventType


class EventTypeViewSet(ResourceViewSet):
    """Event types: the standard ones and those of the tenant."""

    entry = Entry(
        model=EventType,
        path="event/types",
        plural="event_types",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="events", target="event", via="type"),),
    )
    serializer_class = EventTypeSerializer
    filterset_class = EventTypeFilter
