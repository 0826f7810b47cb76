"""Quality types: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.models import QualityType


class QualityTypeSerializer(HalSerializer):
    """The shape of a quality type."""

    class Meta:
        model = QualityType
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


class QualityTypeFilter(ResourceFilterSet):
    """What quality types can be asked for."""

    class Meta:
        model = QualityType


class QualityTypeViewSet(ResourceViewSet):
    """Quality types: the standard ones and those of the tenant."""

    entry = Entry(
        model=QualityType,
        path="masterData/qualityTypes",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="qualityDetails", target="quality_detail", via="quality_type"),),
    )
    serializer_class = QualityTypeSerializer
    filterset_class = QualityTypeFilter
