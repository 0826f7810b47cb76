"""Quality details: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.models import QualityDetail
from operations.rules.quality_detail import quality_detail_change


class QualityDetailSerializer(HalSerializer):
    """The shape of a quality detail."""

    class Meta:
        model = QualityDetail
        fields = [
            "id",
            "uuid",
            "code",
            "name",
            "description",
            "color",
            "rank",
            "quality_type",
            "tenant",
            "created_at",
            "updated_at",
        ]


class QualityDetailFilter(ResourceFilterSet):
    """What quality details can be asked for."""

    class Meta:
        model = QualityDetail


class QualityDetailViewSet(ResourceViewSet):
    """Quality details: the standard ones and those of the tenant."""

    entry = Entry(
        model=QualityDetail,
        path="masterData/qualityDetails",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=Rules(change=quality_detail_change),
    )
    serializer_class = QualityDetailSerializer
    filterset_class = QualityDetailFilter
