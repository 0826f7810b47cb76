"""Manufacturing variant rules: how certain materials are made at a workplace group, and what delays that."""

from rest_framework import serializers

from hub.access import READ
from hub.filters import LinkedFilter, ResourceFilterSet
from hub.hal.reference import ReferenceList
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import ConditionFilter
from operations.models import ManufacturingVariantRule, VariantRuleToolLink, VariantRuleWorkplaceLink
from operations.rules.group_rule import (
    manufacturing_variant_rule_change,
    manufacturing_variant_rule_create,
    with_delay,
)

RULE = "manufacturing_variant_rule"


class ManufacturingVariantRuleSerializer(HalSerializer):
    """The shape of a manufacturing variant rule; workplaces and tools are given as lists of references."""

    workplaces = ReferenceList("workplace")
    tools = ReferenceList("tool")

    class Meta:
        model = ManufacturingVariantRule
        fields = [
            "id",
            "uuid",
            "workplace_group",
            "origin",
            "criterion",
            "conditions",
            "additional_conditions",
            "process_availability",
            "performance",
            "quality_rate",
            "additional_setup_time",
            "intermediate_setup_interval",
            "intermediate_setup_time",
            "staff_capacity_factor",
            "skill_factor",
            "workplaces",
            "tools",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ManufacturingVariantRuleFilter(ResourceFilterSet):
    """What manufacturing variant rules can be asked for."""

    material_number = ConditionFilter("conditions")
    workplace_id = LinkedFilter(VariantRuleWorkplaceLink, RULE, "workplace")
    tool_id = LinkedFilter(VariantRuleToolLink, RULE, "tool")

    class Meta:
        model = ManufacturingVariantRule


def _of(name: str, target: str, link: type) -> Nested:
    return Nested(name=name, target=target, through=lambda: link, keys=(RULE, target), child_level=READ)


class ManufacturingVariantRuleViewSet(ResourceViewSet):
    """Manufacturing variant rules: how certain materials are made at a workplace group, and what delays that."""

    entry = Entry(
        model=ManufacturingVariantRule,
        path="workplaceGroups/manufacturingVariantRules",
        group="production",
        title=("conditions",),
        rules=Rules(create=manufacturing_variant_rule_create, change=manufacturing_variant_rule_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("workplace_group",),
        nested=(
            _of("workplaces", "workplace", VariantRuleWorkplaceLink),
            _of("tools", "tool", VariantRuleToolLink),
        ),
        decorate=with_delay,
        added={"delay_factor": serializers.FloatField(read_only=True, allow_null=True)},
    )
    serializer_class = ManufacturingVariantRuleSerializer
    filterset_class = ManufacturingVariantRuleFilter
