"""Asset statuses: the standard ones and those of the tenant."""

from assets.models import AssetStatus
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class AssetStatusSerializer(HalSerializer):
    """The shape of asset status."""

    class Meta:
        model = AssetStatus
        fields = ["id", "uuid", "code", "name", "description", "tenant", "created_at", "updated_at"]


class AssetStatusFilter(ResourceFilterSet):
    """What asset statuses can be asked for."""

    class Meta:
        model = AssetStatus


class AssetStatusViewSet(ResourceViewSet):
    """Asset statuses: the standard ones and those of the tenant."""

    entry = Entry(
        model=AssetStatus,
        path="asset/statuses",
        plural="asset_statuses",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="assets", target="asset", via="status"),),
    )
    serializer_class = AssetStatusSerializer
    filterset_class = AssetStatusFilter
