"""Workplace states: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.models import WorkplaceState


class WorkplaceStateSerializer(HalSerializer):
    """The shape of a workplace state."""

    class Meta:
        model = WorkplaceState
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


class WorkplaceStateFilter(ResourceFilterSet):
    """What workplace states can be asked for."""

    class Meta:
        model = WorkplaceState


class WorkplaceStateViewSet(ResourceViewSet):
    """Workplace states: the standard ones and those of the tenant."""

    entry = Entry(
        model=WorkplaceState,
        path="masterData/workplaceStates",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        nested=(Nested(name="operatingStates", target="operating_state", via="workplace_state"),),
    )
    serializer_class = WorkplaceStateSerializer
    filterset_class = WorkplaceStateFilter
