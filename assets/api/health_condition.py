"""Health conditions: what devices say about their own health."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from assets.models import AssetHealthCondition, HealthCondition, ProductHealthConditionLink
from hub.fields.shaped import ShapedField
from hub.filters import LinkedFilter, ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet

TYPES = ("bit", "bitarea", "channel", "integer")
NUMBERS = ("bit", "start_bit", "end_bit", "value")
MOST_RULES = 100


class RuleField(ShapedField):
    """How a message tells the condition: by a bit, a range of bits, a channel or a number."""

    default_error_messages = {"invalid": _("Expected a type (bit, bitarea, channel, integer) and whole numbers.")}

    def to_representation(self, value: Any) -> Any:
        return value

    def to_internal_value(self, data: Any) -> Any:
        if not isinstance(data, dict) or data.get("type") not in TYPES or not data.keys() <= {"type", *NUMBERS}:
            self.fail("invalid")
        if any(type(data.get(name, 0)) is not int for name in NUMBERS):
            self.fail("invalid")
        return data

    def shape(self, direction: str) -> dict[str, Any]:
        numbers = {name: {"type": "integer"} for name in NUMBERS}
        rule = {"type": "object", "properties": {"type": {"type": "string", "enum": list(TYPES)}, **numbers}}
        return {**rule, "required": ["type"]}


class HealthConditionSerializer(HalSerializer):
    """The shape of a health condition."""

    rules = serializers.ListField(child=RuleField(), max_length=MOST_RULES, required=False)

    class Meta:
        model = HealthCondition
        fields = [
            "id",
            "uuid",
            "diagnosis_code",
            "description",
            "protocol",
            "protocol_version",
            "device_ident",
            "product_identifier",
            "hidden",
            "rules",
            "asset_status",
            "tenant",
            "created_at",
            "updated_at",
        ]


class HealthConditionFilter(ResourceFilterSet):
    """What health conditions can be asked for."""

    asset_id = LinkedFilter(AssetHealthCondition, "health_condition", "asset")
    product_id = LinkedFilter(ProductHealthConditionLink, "health_condition", "product")

    class Meta:
        model = HealthCondition


class HealthConditionViewSet(ResourceViewSet):
    """Health conditions: what devices say about their own health, by diagnosis code."""

    entry = Entry(
        model=HealthCondition,
        path="health_conditions",
        title=("diagnosis_code",),
        translatable=("description",),
        nested=(
            Nested(name="causes", target="health_condition_cause", via="health_condition"),
            Nested(name="asset_health_conditions", target="asset_health_condition", via="health_condition"),
        ),
    )
    serializer_class = HealthConditionSerializer
    filterset_class = HealthConditionFilter
