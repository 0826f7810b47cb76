"""Thresholds: up to where values are as they should be."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from telemetry.models import Threshold
from telemetry.models.threshold import PLACES
from telemetry.rules.limits import threshold_change, threshold_create


class ThresholdSerializer(HalSerializer):
    """The shape of a threshold."""

    class Meta:
        model = Threshold
        fields = [
            "id",
            "uuid",
            "name",
            "description",
            "key",
            "unit",
            "value",
            "tolerance",
            "threshold_type",
            "notification",
            *PLACES,
            "tenant",
            "created_at",
            "updated_at",
        ]


class ThresholdFilter(ResourceFilterSet):
    """What thresholds can be asked for."""

    class Meta:
        model = Threshold


class ThresholdViewSet(ResourceViewSet):
    """Thresholds: up to where the values of a key are as they should be, at an instrumentation or in a system. They
    share the right of that place; what watches values reads them."""

    entry = Entry(
        model=Threshold,
        path="thresholds",
        group="plant",
        rules=Rules(create=threshold_create, change=threshold_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=PLACES,
    )
    serializer_class = ThresholdSerializer
    filterset_class = ThresholdFilter
