"""The model of events, and the link tables of what they happened to."""

from django.db import models
from django.utils import timezone

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .asset import Asset
from .document import Document
from .event_status import EventStatus
from .event_type import EventType
from .instrumentation import Instrumentation
from .node import Node


class Event(Resource):
    """An incident in the life of assets or places: a calibration, a repair; edited by people."""

    name = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    responsible = FoldedCharField(max_length=200, blank=True, default="")
    start_datetime = models.DateTimeField(default=timezone.now)
    end_datetime = models.DateTimeField(null=True, blank=True)
    status = models.ForeignKey(EventStatus, models.PROTECT, related_name="events")
    type = models.ForeignKey(EventType, models.PROTECT, related_name="events")

    class Meta(Resource.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_datetime__isnull=True) | models.Q(end_datetime__gte=models.F("start_datetime")),
                name="event_ends_after_start",
                violation_error_message="The end lies before the start.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class EventAssetLink(Resource):
    """That an event happened to an asset."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="asset_links")
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="event_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "event", "asset"], name="event_asset_once")]

    def __str__(self) -> str:
        return f"{self.event_id} of {self.asset_id}"


class EventInstrumentationLink(Resource):
    """That an event happened at an instrumentation."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="instrumentation_links")
    instrumentation = models.ForeignKey(Instrumentation, models.CASCADE, related_name="event_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "event", "instrumentation"], name="event_instrumentation_once")
        ]

    def __str__(self) -> str:
        return f"{self.event_id} of {self.instrumentation_id}"


class EventNodeLink(Resource):
    """That an event happened at a node."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="node_links")
    node = models.ForeignKey(Node, models.CASCADE, related_name="event_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "event", "node"], name="event_node_once")]

    def __str__(self) -> str:
        return f"{self.event_id} of {self.node_id}"


class EventDocumentLink(Resource):
    """That a document is about an event."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="document_links")
    document = models.ForeignKey(Document, models.CASCADE, related_name="event_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "event", "document"], name="event_document_once")]

    def __str__(self) -> str:
        return f"{self.document_id} about {self.event_id}"
