"""Software types: the standard ones and those of the tenant."""

from assets.models import SoftwareType
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class SoftwareTypeSerializer(HalSerializer):
    """The shape of a software type."""

    class Meta:
        model = SoftwareType
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class SoftwareTypeFilter(ResourceFilterSet):
    """What software types can be asked for."""

    class Meta:
        model = SoftwareType


class SoftwareTypeViewSet(ResourceViewSet):
    """Software types: the standard ones and those of the tenant."""

    entry = Entry(
        model=SoftwareType,
        path="software/types",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="softwares", target="software", via="type"),),
    )
    serializer_class = SoftwareTypeSerializer
    filterset_class = SoftwareTypeFilter
