"""Required skills: a skill that an operation asks of those who do it, for setup or for processing."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import RequiredSkill


class RequiredSkillSerializer(HalSerializer):
    """The shape of a required skill."""

    class Meta:
        model = RequiredSkill
        fields = [
            "id",
            "uuid",
            "operation",
            "skill",
            "phase",
            "minimum_skill",
            "capacity",
            "tenant",
            "created_at",
            "updated_at",
        ]


class RequiredSkillFilter(ResourceFilterSet):
    """What required skills can be asked for."""

    class Meta:
        model = RequiredSkill


class RequiredSkillViewSet(ResourceViewSet):
    """Required skills: a skill that an operation asks of those who do it, for setup or for processing."""

    entry = Entry(
        model=RequiredSkill,
        path="operations/requiredSkills",
        group="production",
        title=("phase",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("operation",),
    )
    serializer_class = RequiredSkillSerializer
    filterset_class = RequiredSkillFilter
