"""Operating state classes: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.models import OperatingStateClass


class OperatingStateClassSerializer(HalSerializer):
    """The shape of an operating state class."""

    class Meta:
        model = OperatingStateClass
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


class OperatingStateClassFilter(ResourceFilterSet):
    """What operating state classes can be asked for."""

    class Meta:
        model = OperatingStateClass


class OperatingStateClassViewSet(ResourceViewSet):
    """Operating state classes: the standard ones and those of the tenant."""

    entry = Entry(
        model=OperatingStateClass,
        path="masterData/operatingStateClasses",
        plural="operating_state_classes",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="operatingStates", target="operating_state", via="operating_state_class"),),
    )
    serializer_class = OperatingStateClassSerializer
    filterset_class = OperatingStateClassFilter
