"""Customer specific settings: values that programs of a plant agree on."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry
from hub.viewsets.resource import ResourceViewSet
from operations.models import CustomerSpecificSetting


class CustomerSpecificSettingSerializer(HalSerializer):
    """The shape of a customer specific setting."""

    class Meta:
        model = CustomerSpecificSetting
        fields = ["id", "uuid", "code", "topic", "value", "description", "tenant", "created_at", "updated_at"]


class CustomerSpecificSettingFilter(ResourceFilterSet):
    """What customer specific settings can be asked for."""

    class Meta:
        model = CustomerSpecificSetting


class CustomerSpecificSettingViewSet(ResourceViewSet):
    """Customer specific settings: values that programs of a plant agree on, by topic."""

    entry = Entry(
        model=CustomerSpecificSetting,
        path="masterData/customerSpecificSettings",
        title=("code",),
        translatable=("description",),
    )
    serializer_class = CustomerSpecificSettingSerializer
    filterset_class = CustomerSpecificSettingFilter
