"""Remedies of causes of health conditions."""

from assets.models import HealthConditionRemedy
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet


class HealthConditionRemedySerializer(HalSerializer):
    """The shape of a remedy."""

    class Meta:
        model = HealthConditionRemedy
        fields = ["id", "uuid", "code", "description", "cause", "tenant", "created_at", "updated_at"]


class HealthConditionRemedyFilter(ResourceFilterSet):
    """What remedies can be asked for."""

    class Meta:
        model = HealthConditionRemedy


class HealthConditionRemedyViewSet(ResourceViewSet):
    """What can be done about causes of health conditions."""

    entry = Entry(
        model=HealthConditionRemedy,
        path="health_condition/remedies",
        plural="health_condition_remedies",
        title=("code",),
        translatable=("description",),
    )
    serializer_class = HealthConditionRemedySerializer
    filterset_class = HealthConditionRemedyFilter
