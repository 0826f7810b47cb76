"""Instrumentation statuses: the standard ones and those of the tenant."""

from assets.models import InstrumentationStatus
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class InstrumentationStatusSerializer(HalSerializer):
    """The shape of an instrumentation status."""

    class Meta:
        model = InstrumentationStatus
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class InstrumentationStatusFilter(ResourceFilterSet):
    """What instrumentation statuses can be asked for."""

    class Meta:
        model = InstrumentationStatus


class InstrumentationStatusViewSet(ResourceViewSet):
    """Instrumentation statuses: the standard ones and those of the tenant."""

    entry = Entry(
        model=InstrumentationStatus,
        path="instrumentation/statuses",
        plural="instrumentation_statuses",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="instrumentations", target="instrumentation", via="status"),),
    )
    serializer_class = InstrumentationStatusSerializer
    filterset_class = InstrumentationStatusFilter
