"""The health of assets: which conditions they are in, on which channel."""

from assets.models import AssetHealthCondition
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry
from hub.viewsets.resource import ResourceViewSet


class AssetHealthConditionSerializer(HalSerializer):
    """The shape of a health condition of an asset."""

    class Meta:
        model = AssetHealthCondition
        fields = ["id", "uuid", "asset", "health_condition", "channel", "module", "tenant", "created_at", "updated_at"]


class AssetHealthConditionFilter(ResourceFilterSet):
    """What the health of assets can be asked for."""

    class Meta:
        model = AssetHealthCondition


class AssetHealthConditionViewSet(ResourceViewSet):
    """That assets are in health conditions, on a channel of a module. They share the right of their asset."""

    entry = Entry(
        model=AssetHealthCondition,
        path="asset/health_conditions",
        group="plant",
        title=("channel",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("asset",),
    )
    serializer_class = AssetHealthConditionSerializer
    filterset_class = AssetHealthConditionFilter
