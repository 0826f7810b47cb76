"""System statuses: the standard ones and those of the tenant."""

from assets.models import SystemStatus
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class SystemStatusSerializer(HalSerializer):
    """The shape of a system status."""

    class Meta:
        model = SystemStatus
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class SystemStatusFilter(ResourceFilterSet):
    """What system statuses can be asked for."""

    class Meta:
        model = SystemStatus


class SystemStatusViewSet(ResourceViewSet):
    """System statuses: the standard ones and those of the tenant."""

    entry = Entry(
        model=SystemStatus,
        path="system/statuses",
        plural="system_statuses",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="systems", target="system", via="status"),),
    )
    serializer_class = SystemStatusSerializer
    filterset_class = SystemStatusFilter
