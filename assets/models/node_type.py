"""The model of node types."""

from django.db import models

from .coded import Coded


class NodeType(Coded):
    """What a node of the plant is: a site, a location, an application, a bus, a loop."""

    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta(Coded.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="node_type_code")]
