"""Skills: the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import Skill


class SkillSerializer(HalSerializer):
    """The shape of a skill."""

    class Meta:
        model = Skill
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


class SkillFilter(ResourceFilterSet):
    """What skills can be asked for."""

    class Meta:
        model = Skill


class SkillViewSet(ResourceViewSet):
    """Skills: the standard ones and those of the tenant."""

    entry = Entry(
        model=Skill,
        path="masterData/skills",
        translatable=("name", "description"),
        unique_in_catalogue=("code",),
    )
    serializer_class = SkillSerializer
    filterset_class = SkillFilter
