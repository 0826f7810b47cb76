"""System types: the standard ones and those of the tenant."""

from assets.models import SystemType
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class SystemTypeSerializer(HalSerializer):
    """The shape of a system type."""

    class Meta:
        model = SystemType
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class SystemTypeFilter(ResourceFilterSet):
    """What system types can be asked for."""

    class Meta:
        model = SystemType


class SystemTypeViewSet(ResourceViewSet):
    """System types: the standard ones and those of the tenant."""

    entry = Entry(
        model=SystemType,
        path="system/types",
        plural="system_types",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="systems", target="system", via="type"),),
    )
    serializer_class = SystemTypeSerializer
    filterset_class = SystemTypeFilter
