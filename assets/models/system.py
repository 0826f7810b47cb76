"""The model of systems, and the link tables of where they stand and what they are made of."""

from django.db import models
from django.db.models import Q

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .asset import Asset
from .instrumentation import Instrumentation
from .node import Node
from .system_status import SystemStatus
from .system_type import SystemType


class System(Resource):
    """Assets and instrumentations that do one work together."""

    name = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    type = models.ForeignKey(SystemType, models.PROTECT, null=True, blank=True, related_name="systems")
    status = models.ForeignKey(SystemStatus, models.PROTECT, null=True, blank=True, related_name="systems")
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "parent", "name_folded"], condition=Q(parent__isnull=False), name="system_name"
            ),
            models.UniqueConstraint(
                fields=["tenant", "name_folded"], condition=Q(parent__isnull=True), name="system_name_at_top"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NodeSystemLink(Resource):
    """That a system stands at a node."""

    node = models.ForeignKey(Node, models.CASCADE, related_name="system_links")
    system = models.ForeignKey(System, models.CASCADE, related_name="node_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "node", "system"], name="node_system_once")]

    def __str__(self) -> str:
        return f"{self.system_id} at {self.node_id}"


class SystemAssetLink(Resource):
    """That an asset is part of a system."""

    system = models.ForeignKey(System, models.CASCADE, related_name="asset_links")
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="system_links")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "system", "asset"], name="system_asset_once")]

    def __str__(self) -> str:
        return f"{self.asset_id} in {self.system_id}"


class SystemInstrumentationLink(Resource):
    """That an instrumentation is part of a system."""

    system = models.ForeignKey(System, models.CASCADE, related_name="instrumentation_links")
    instrumentation = models.ForeignKey(Instrumentation, models.CASCADE, related_name="system_links")

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "system", "instrumentation"], name="system_instrumentation_once")
        ]

    def __str__(self) -> str:
        return f"{self.instrumentation_id} in {self.system_id}"
