"""Events: incidents in the life of assets and places."""

from assets.filters import SpecifiedFilterSet
from assets.models import Event, EventAssetLink, EventDocumentLink, EventInstrumentationLink, EventNodeLink
from assets.rules.event import event_written
from hub.access import PERMIT, UPDATE
from hub.filters import LinkedFilter
from hub.hal.reference import ReferenceList
from hub.hal.serializer import HalSerializer
from hub.registry import Entry, Nested, Rules
from hub.viewsets.resource import ResourceViewSet


class EventSerializer(HalSerializer):
    """The shape of an event; what it happened to is given as lists of references."""

    assets = ReferenceList("asset")
    instrumentations = ReferenceList("instrumentation")
    nodes = ReferenceList("node")

    class Meta:
        model = Event
        fields = [
            "id",
            "uuid",
            "name",
            "description",
            "responsible",
            "start_datetime",
            "end_datetime",
            "status",
            "type",
            "assets",
            "instrumentations",
            "nodes",
            "tenant",
            "created_at",
            "updated_at",
        ]


class EventFilter(SpecifiedFilterSet):
    """What events can be asked for."""

    asset_id = LinkedFilter(EventAssetLink, "event", "asset")
    instrumentation_id = LinkedFilter(EventInstrumentationLink, "event", "instrumentation")
    node_id = LinkedFilter(EventNodeLink, "event", "node", tree=True)

    class Meta:
        model = Event


def _of(name: str, target: str, link: type) -> Nested:
    """What an event happened to: that hands its rights down, the event receives them."""
    return Nested(
        name=name, target=target, through=lambda: link, keys=("event", target), own_level=PERMIT, child_level=UPDATE
    )


class EventViewSet(ResourceViewSet):
    """Events: calibrations, repairs and what else happened."""

    entry = Entry(
        model=Event,
        path="events",
        group="plant",
        rules=Rules(written=event_written),
        nested=(
            _of("assets", "asset", EventAssetLink),
            _of("instrumentations", "instrumentation", EventInstrumentationLink),
            _of("nodes", "node", EventNodeLink),
            Nested(name="documents", target="document", through=lambda: EventDocumentLink, keys=("event", "document")),
        ),
    )
    serializer_class = EventSerializer
    filterset_class = EventFilter
