"""Staff member skills: how well a staff member can do something."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import StaffMemberSkill


class StaffMemberSkillSerializer(HalSerializer):
    """The shape of a staff member skill."""

    class Meta:
        model = StaffMemberSkill
        fields = [
            "id",
            "uuid",
            "staff_member",
            "skill",
            "level",
            "tenant",
            "created_at",
            "updated_at",
        ]


class StaffMemberSkillFilter(ResourceFilterSet):
    """What staff member skills can be asked for."""

    class Meta:
        model = StaffMemberSkill


class StaffMemberSkillViewSet(ResourceViewSet):
    """Staff member skills: how well a staff member can do something."""

    entry = Entry(
        model=StaffMemberSkill,
        path="staffMembers/skills",
        group="production",
        title=("level",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("staff_member",),
    )
    serializer_class = StaffMemberSkillSerializer
    filterset_class = StaffMemberSkillFilter
