"""Staff member states: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import StaffMemberState
from operations.rules import state


class StaffMemberStateSerializer(HalSerializer):
    """The shape of a staff member state."""

    class Meta:
        model = StaffMemberState
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


class StaffMemberStateFilter(ResourceFilterSet):
    """What staff member states can be asked for."""

    class Meta:
        model = StaffMemberState


class StaffMemberStateViewSet(ResourceViewSet):
    """Staff member states: the standard ones and those of the tenant."""

    entry = Entry(
        model=StaffMemberState,
        path="masterData/staffMemberStates",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
        rules=state.RULES,
    )
    serializer_class = StaffMemberStateSerializer
    filterset_class = StaffMemberStateFilter
