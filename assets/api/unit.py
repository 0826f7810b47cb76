"""Units of measurement."""

from assets.models import Unit
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class UnitSerializer(HalSerializer):
    """The shape of unit."""

    class Meta:
        model = Unit
        fields = [
            "id",
            "uuid",
            "code",
            "name",
            "symbol",
            "description",
            "base_unit",
            "tenant",
            "created_at",
            "updated_at",
        ]


class UnitFilter(ResourceFilterSet):
    """What units can be asked for."""

    class Meta:
        model = Unit


class UnitViewSet(ResourceViewSet):
    """Units of measurement."""

    entry = Entry(
        model=Unit,
        path="units",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="units", target="unit", via="base_unit"),),
    )
    serializer_class = UnitSerializer
    filterset_class = UnitFilter
