"""Workplace groups: workplaces that share their capacity, or that stand in one line."""

from hub.filters import ResourceFilterSet
from hub.hal.links import LinkSpec
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested
from hub.viewsets.resource import ResourceViewSet
from operations.models import WorkplaceGroup


class WorkplaceGroupSerializer(HalSerializer):
    """The shape of a workplace group."""

    class Meta:
        model = WorkplaceGroup
        fields = [
            "id",
            "uuid",
            "number",
            "description",
            "type",
            "erp_context",
            "tenant",
            "created_at",
            "updated_at",
        ]


class WorkplaceGroupFilter(ResourceFilterSet):
    """What workplace groups can be asked for."""

    class Meta:
        model = WorkplaceGroup


class WorkplaceGroupViewSet(ResourceViewSet):
    """Workplace groups: workplaces that share their capacity, or that stand in one line."""

    entry = Entry(
        model=WorkplaceGroup,
        path="workplaceGroups",
        group="production",
        title=("number",),
        further=[LinkSpec("setupTransitions", "/setupTransitions")],
        nested=(
            Nested(name="assignedWorkplaces", target="workplace", via="capacity_group"),
            Nested(name="lineWorkplaces", target="workplace", via="production_line"),
            Nested(
                name="manufacturingVariantRules",
                target="manufacturing_variant_rule",
                via="workplace_group",
                makes=True,
            ),
            Nested(name="setupTransitionRules", target="setup_transition_rule", via="workplace_group", makes=True),
        ),
    )
    serializer_class = WorkplaceGroupSerializer
    filterset_class = WorkplaceGroupFilter
