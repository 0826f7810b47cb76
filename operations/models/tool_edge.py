"""The model of tool edges."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .tool import Tool


class ToolEdge(Resource):
    """A cutting edge of a tool, with a life of its own."""

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="edges")
    identifier = FoldedCharField(max_length=100)

    current_life_time = models.PositiveBigIntegerField(null=True, blank=True)
    warning_life_time = models.PositiveBigIntegerField(null=True, blank=True)
    maximum_life_time = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "tool", "identifier_folded"], name="tool_edge_once")]

    def __str__(self) -> str:
        return self.identifier
