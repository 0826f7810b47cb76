"""Shift types: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import ShiftType


class ShiftTypeSerializer(HalSerializer):
    """The shape of a shift type."""

    class Meta:
        model = ShiftType
        fields = [
            "id",
            "uuid",
            "code",
            "name",
            "description",
            "color",
            "rank",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ShiftTypeFilter(ResourceFilterSet):
    """What shift types can be asked for."""

    class Meta:
        model = ShiftType


class ShiftTypeViewSet(ResourceViewSet):
    """Shift types: the standard ones and those of the tenant."""

    entry = Entry(
        model=ShiftType,
        path="masterData/shiftTypes",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
    )
    serializer_class = ShiftTypeSerializer
    filterset_class = ShiftTypeFilter
