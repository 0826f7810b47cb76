"""Setup transition rules: how long it takes at a workplace group to go from one material to another."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import ALL_ACTIONS, Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.filters import ConditionFilter
from operations.models import SetupTransitionRule
from operations.rules.group_rule import setup_transition_rule_change, setup_transition_rule_create


class SetupTransitionRuleSerializer(HalSerializer):
    """The shape of a setup transition rule."""

    class Meta:
        model = SetupTransitionRule
        fields = [
            "id",
            "uuid",
            "workplace_group",
            "origin",
            "criterion",
            "predecessor_conditions",
            "successor_conditions",
            "setup_time_increment",
            "setup_time",
            "tenant",
            "created_at",
            "updated_at",
        ]


class SetupTransitionRuleFilter(ResourceFilterSet):
    """What setup transition rules can be asked for."""

    material_number = ConditionFilter("predecessor_conditions", "successor_conditions")

    class Meta:
        model = SetupTransitionRule


class SetupTransitionRuleViewSet(ResourceViewSet):
    """Setup transition rules: how long it takes at a workplace group to go from one material to another."""

    entry = Entry(
        model=SetupTransitionRule,
        path="workplaceGroups/setupTransitionRules",
        group="production",
        title=("predecessor_conditions", "successor_conditions"),
        rules=Rules(create=setup_transition_rule_create, change=setup_transition_rule_change),
        actions=ALL_ACTIONS - {"permissions"},
        shares=("workplace_group",),
    )
    serializer_class = SetupTransitionRuleSerializer
    filterset_class = SetupTransitionRuleFilter
