"""The model of nodes, and the link tables of what stands at them."""

from django.db import models
from django.db.models import Q

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .asset import Asset
from .document import Document
from .instrumentation import Instrumentation
from .node_type import NodeType


class Node(Resource):
    """A part of the plant's structure: a site, a location, an application, down to any depth."""

    name = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    type = models.ForeignKey(NodeType, models.PROTECT, related_name="nodes")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")
    hidden = models.BooleanField(default=False)

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "parent", "name_folded"], condition=Q(parent__isnull=False), name="node_name"
            ),
            models.UniqueConstraint(
                fields=["tenant", "name_folded"], condition=Q(parent__isnull=True), name="node_name_at_top"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NodeAssetLink(Resource):
    """That an asset stands at a node."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="asset_links")
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="node_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "node", "asset"], name="node_asset_once")]

    def __str__(self) -> str:
        return f"{self.asset_id} at {self.node_id}"


class NodeInstrumentationLink(Resource):
    """That an instrumentation belongs to a node."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="instrumentation_links")
    instrumentation = models.ForeignKey(Instrumentation, models.CASCADE, related_name="node_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "node", "instrumentation"], name="node_instrumentation_once")
        ]

    def __str__(self) -> str:
        return f"{self.instrumentation_id} at {self.node_id}"


class NodeDocumentLink(Resource):
    """That a document is about a node."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="document_links")
    document = models.ForeignKey(Document, models.CASCADE, related_name="node_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "node", "document"], name="node_document_once")]

    def __str__(self) -> str:
        return f"{self.document_id} about {self.node_id}"
