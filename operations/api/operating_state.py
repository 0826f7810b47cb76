"""Operating states: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import OperatingState


class OperatingStateSerializer(HalSerializer):
    """The shape of an operating state."""

    class Meta:
        model = OperatingState
        fields = [
            "id",
            "uuid",
            "code",
            "name",
            "description",
            "color",
            "rank",
            "workplace_state",
            "operating_state_class",
            "time_base",
            "customer_code",
            "is_recordable",
            "is_splittable",
            "is_annotatable",
            "tenant",
            "created_at",
            "updated_at",
        ]


class OperatingStateFilter(ResourceFilterSet):
    """What operating states can be asked for."""

    class Meta:
        model = OperatingState


class OperatingStateViewSet(ResourceViewSet):
    """Operating states: the standard ones and those of the tenant."""

    entry = Entry(
        model=OperatingState,
        path="masterData/operatingStates",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
    )
    serializer_class = OperatingStateSerializer
    filterset_class = OperatingStateFilter
