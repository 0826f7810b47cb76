"""The location of a tool."""

from hub.hal.serializer import HalSerializer
from hub.registry import Sub
from hub.viewsets.sub import SubViewSet
from operations.models import ToolLocation


class ToolLocationSerializer(HalSerializer):
    """The shape of the location of a tool."""

    class Meta:
        model = ToolLocation
        fields = [
            "tool",
            "workplace",
            "magazine_number",
            "magazine_place",
            "latitude",
            "longitude",
            "updated_at",
        ]


class ToolLocationViewSet(SubViewSet):
    """Where a tool is."""

    entry = Sub(model=ToolLocation, owner="tool", key="tool", path="location")
    serializer_class = ToolLocationSerializer
