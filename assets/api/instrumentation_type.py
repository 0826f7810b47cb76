"""Instrumentation types: the standard ones and those of the tenant."""

from assets.models import InstrumentationType
from assets.rules.tree import parent_change
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class InstrumentationTypeSerializer(HalSerializer):
    """The shape of an instrumentation type."""

    class Meta:
        model = InstrumentationType
        fields = ["id", "uuid", "code", "name", "description", "parent", "tenant", "created_at", "updated_at"]


class InstrumentationTypeFilter(ResourceFilterSet):
    """What instrumentation types can be asked for."""

    class Meta:
        model = InstrumentationType


class InstrumentationTypeViewSet(ResourceViewSet):
    """Instrumentation types: the standard ones and those of the tenant."""

    entry = Entry(
        model=InstrumentationType,
        path="instrumentation/types",
        plural="instrumentation_types",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=Rules(change=parent_change),
        nested=(
            Nested(name="types", target="instrumentation_type", via="parent"),
            Nested(name="instrumentations", target="instrumentation", via="type"),
        ),
    )
    serializer_class = InstrumentationTypeSerializer
    filterset_class = InstrumentationTypeFilter
