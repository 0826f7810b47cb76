"""Event statuses: the standard ones and those of the tenant."""

from assets.models import EventStatus
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class EventStatusSerializer(HalSerializer):
    """The shape of an event status."""

    class Meta:
        model = EventStatus
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class EventStatusFilter(ResourceFilterSet):
    """What event statuses can be asked for."""

    class Meta:
        model = EventStatus


class EventStatusViewSet(ResourceViewSet):
    """Event statuses: the standard ones and those of the tenant."""

    entry = Entry(
        model=EventStatus,
        path="event/statuses",
        plural="event_statuses",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="events", target="event", via="status"),),
    )
    serializer_class = EventStatusSerializer
    filterset_class = EventStatusFilter
