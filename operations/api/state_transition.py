"""State transitions: which state can become which, the standard ones and those of the tenant."""

from hub.filters import ResourceFilterSet
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Rules
from hub.viewsets.resource import ResourceViewSet
from operations.models import StateTransition
from operations.rules.state_transition import state_transition_change, state_transition_create


class StateTransitionSerializer(HalSerializer):
    """The shape of a state transition."""

    class Meta:
        model = StateTransition
        fields = ["id", "uuid", "machine", "from_state", "to_state", "tenant", "created_at", "updated_at"]


class StateTransitionFilter(ResourceFilterSet):
    """What state transitions can be asked for."""

    class Meta:
        model = StateTransition


class StateTransitionViewSet(ResourceViewSet):
    """State transitions: which state can become which. A tenant's rows for a state replace the standard ones of that
    state; a row with an empty ``to_state`` makes it final."""

    entry = Entry(
        model=StateTransition,
        path="masterData/stateTransitions",
        title=("machine", "from_state", "to_state"),
        rules=Rules(create=state_transition_create, change=state_transition_change),
    )
    serializer_class = StateTransitionSerializer
    filterset_class = StateTransitionFilter
