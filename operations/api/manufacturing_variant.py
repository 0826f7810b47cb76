"""Manufacturing variants: the ways in which an operation can be made, and what is to be expected of each."""

from hub.access import READ
from hub.filters import LinkedFilter, ResourceFilterSet
from hub.hal.reference import ReferenceList
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.models import (
    ManufacturingVariant,
    ManufacturingVariantToolLink,
    ManufacturingVariantWorkplaceLink,
)


class ManufacturingVariantSerializer(HalSerializer):
    """The shape of a manufacturing variant."""

    workplaces = ReferenceList("workplace")
    tools = ReferenceList("tool")

    class Meta:
        model = ManufacturingVariant
        fields = [
            "id",
            "uuid",
            "operation",
            "additional_conditions",
            "delay_factor",
            "process_availability",
            "performance",
            "quality_rate",
            "processing_time",
            "additional_setup_time",
            "intermediate_setup_time",
            "staff_capacity_factor",
            "skill_factor",
            "workplaces",
            "tools",
            "tenant",
            "created_at",
            "updated_at",
        ]


class ManufacturingVariantFilter(ResourceFilterSet):
    """What manufacturing variants can be asked for."""

    workplace_id = LinkedFilter(ManufacturingVariantWorkplaceLink, "manufacturing_variant", "workplace")
    tool_id = LinkedFilter(ManufacturingVariantToolLink, "manufacturing_variant", "tool")

    class Meta:
        model = ManufacturingVariant


def _of(name: str, target: str, link: type) -> Nested:
    keys = ("manufacturing_variant", target)
    return Nested(name=name, target=target, through=lambda: link, keys=keys, child_level=READ)


class ManufacturingVariantViewSet(ResourceViewSet):
    """Manufacturing variants: the ways in which an operation can be made, and what is to be expected of each."""

    entry = Entry(
        model=ManufacturingVariant,
        path="operations/manufacturingVariants",
        group="production",
        title=("additional_conditions",),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("operation",),
        nested=(
            _of("workplaces", "workplace", ManufacturingVariantWorkplaceLink),
            _of("tools", "tool", ManufacturingVariantToolLink),
        ),
    )
    serializer_class = ManufacturingVariantSerializer
    filterset_class = ManufacturingVariantFilter
