"""Machine state details: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import MachineStateDetail


class MachineStateDetailSerializer(HalSerializer):
    """The shape of a machine state detail."""

    class Meta:
        model = MachineStateDetail
        fields = [
            "id",
            "uuid",
            "code",
            "name",
            "description",
            "color",
            "rank",
            "machine_state",
            "customer_code",
            "is_recordable",
            "is_splittable",
            "is_annotatable",
            "tenant",
            "created_at",
            "updated_at",
        ]


class MachineStateDetailFilter(ResourceFilterSet):
    """What machine state details can be asked for."""

    class Meta:
        model = MachineStateDetail


class MachineStateDetailViewSet(ResourceViewSet):
    """Machine state details: the standard ones and those of the tenant."""

    entry = Entry(
        model=MachineStateDetail,
        path="masterData/machineStateDetails",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
    )
    serializer_class = MachineStateDetailSerializer
    filterset_class = MachineStateDetailFilter
