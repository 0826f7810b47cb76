"""Series: what is measured of an asset, key by key."""

from hub.filters import ResourceFilterSet
from hub.hal.links import LinkSpec
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry
from hub.viewsets.resource import ResourceViewSet
from telemetry.models import Series


class SeriesSerializer(HalSerializer):
    """The shape of a series."""

    class Meta:
        model = Series
        fields = ["id", "uuid", "key", "group", "asset", "unit", "tenant", "created_at", "updated_at"]


class SeriesFilter(ResourceFilterSet):
    """What series can be asked for."""

    class Meta:
        model = Series


class SeriesViewSet(ResourceViewSet):
    """Series: what is measured of an asset, by key and group. They come to be with their first value and share the
    right of their asset; with a series its values go."""

    entry = Entry(
        model=Series,
        path="series",
        plural="series",
        group="plant",
        title=("key",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("asset",),
    )
    serializer_class = SeriesSerializer
    filterset_class = SeriesFilter


#: On an asset: its latest values, each of which leads to those of its key.
VALUES = LinkSpec("values", "/values")
