"""Causes of health conditions."""

from assets.models import HealthConditionCause
from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet


class HealthConditionCauseSerializer(HalSerializer):
    """The shape of a cause."""

    class Meta:
        model = HealthConditionCause
        fields = ["id", "uuid", "code", "description", "health_condition", "tenant", "created_at", "updated_at"]


class HealthConditionCauseFilter(ResourceFilterSet):
    """What causes can be asked for."""

    class Meta:
        model = HealthConditionCause


class HealthConditionCauseViewSet(ResourceViewSet):
    """Why health conditions may come about."""

    entry = Entry(
        model=HealthConditionCause,
        path="health_condition/causes",
        title=("code",),
        translatable=("description",),
        nested=(Nested(name="remedies", target="health_condition_remedy", via="cause"),),
    )
    serializer_class = HealthConditionCauseSerializer
    filterset_class = HealthConditionCauseFilter
