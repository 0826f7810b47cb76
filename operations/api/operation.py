"""Operations: a step of a production order, done at a workplace."""

from rest_framework import serializers

from hub.access import READ
from hub.filters import RelatedTextFilter, ResourceFilterSet, TextFilter
from hub.hal.reference import Reference
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules, StateMachine
from hub.viewsets.resource import ResourceViewSet
from operations.api.summaries import CURRENT, LINKS
from operations.filters import (
    OperationEndsAfter,
    OperationStartsBefore,
    PhaseFlag,
    PlaceFilter,
    PlaceNumberFilter,
    RelatedReferenceFilter,
)
from operations.models import ErpContext, Operation, OperationWorkplaceLink, StaffMember, Workplace
from operations.rules import machines
from operations.rules.operation import (
    dispatched,
    in_progress,
    operation_change,
    operation_create,
    operation_enter,
    operation_takes,
    plannable,
)


class OperationSerializer(HalSerializer):
    """The shape of an operation."""

    class Meta:
        model = Operation
        fields = [
            "id",
            "uuid",
            "number",
            "split",
            "description",
            "sequence_number",
            "phase",
            "start_date",
            "end_date",
            "production_order",
            "material",
            "target_workplace",
            "current_workplace",
            "last_workplace",
            "current_staff_member",
            "tenant",
            "created_at",
            "updated_at",
        ]


class OperationFilter(ResourceFilterSet):
    """What operations can be asked for."""

    phase = TextFilter("phase", commas=True)
    production_order_number = RelatedTextFilter(field="production_order__number")
    production_order_split = RelatedTextFilter(field="production_order__split")
    material_number = RelatedTextFilter(field="material__number")
    erp_context_id = RelatedReferenceFilter("production_order__erp_context_id", related=ErpContext)
    target_workplace_number = RelatedTextFilter(field="target_workplace__number")
    planned_workplace_id = RelatedReferenceFilter("planning_results__workplace_id", related=Workplace)
    planned_workplace_number = RelatedTextFilter(field="planning_results__workplace__number")
    workplace_id = PlaceFilter()
    workplace_number = PlaceNumberFilter()
    is_plannable = PhaseFlag(plannable)
    is_dispatched = PhaseFlag(dispatched)
    is_in_progress = PhaseFlag(in_progress)
    start_date = OperationEndsAfter()
    end_date = OperationStartsBefore()

    class Meta:
        model = Operation


class PhaseBody(serializers.Serializer[object]):
    """What a change of phase may say: where, and who does it."""

    workplace = Reference(queryset=Workplace.objects.all(), required=False)
    staff_member = Reference(queryset=StaffMember.objects.all(), required=False)


class OperationViewSet(ResourceViewSet):
    """Operations: a step of a production order, done at a workplace."""

    entry = Entry(
        model=Operation,
        path="operations",
        group="production",
        further=[*LINKS, CURRENT],
        title=("number", "split"),
        rules=Rules(create=operation_create, change=operation_change),
        states=StateMachine(
            field="phase",
            table=machines.table("operation"),
            relation="setOperationPhase",
            enter=operation_enter,
            body=PhaseBody,
            takes=operation_takes,
        ),
        nested=(
            Nested(
                name="alternativeWorkplaces",
                target="workplace",
                through=lambda: OperationWorkplaceLink,
                keys=("operation", "workplace"),
                child_level=READ,
            ),
            Nested(name="components", target="operation_component", via="operation", makes=True),
            Nested(name="manufacturingVariants", target="manufacturing_variant", via="operation", makes=True),
            Nested(name="predecessors", target="operation_dependency", via="successor", makes=True),
            Nested(name="successors", target="operation_dependency", via="predecessor"),
            Nested(name="productionResourcesAndTools", target="production_resource", via="operation", makes=True),
            Nested(name="requiredTools", target="required_tool", via="operation", makes=True),
            Nested(name="requiredSkills", target="required_skill", via="operation", makes=True),
            Nested(name="assemblyOrders", target="tool_assembly_order", via="operation"),
            Nested(name="recordedOperationPhases", target="recorded_operation_phase", via="operation"),
            Nested(name="recordedOperatingStates", target="recorded_operating_state", via="operation"),
            Nested(name="recordedOutputQuantities", target="recorded_output_quantity", via="operation", makes=True),
        ),
    )
    serializer_class = OperationSerializer
    filterset_class = OperationFilter
