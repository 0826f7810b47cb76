"""The models of characteristics: a list of named values of a tool, of an edge, of what an operation makes."""

from django.db import models

from hub.models import Resource

from .operation import Operation
from .tool import Tool
from .tool_edge import ToolEdge


class Characteristics(Resource):
    """A list in one row, so that it has one version: ``[{"name", "identifier", "value", "unit"}]``."""

    elements = models.JSONField(default=list, blank=True)

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return f"{self.kind().replace('_', ' ')} of {self.pk}"


class ToolCharacteristics(Characteristics):
    """The characteristics of a tool; identifiers are those of ISO 13399."""

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="characteristics", editable=False)

    class Meta(Characteristics.Meta):
        verbose_name_plural = "tool characteristics"
        constraints = [models.UniqueConstraint(fields=["tenant", "tool"], name="tool_characteristics_once")]


class ToolEdgeCharacteristics(Characteristics):
    """The characteristics of an edge of a tool."""

    tool_edge = models.ForeignKey(ToolEdge, models.CASCADE, related_name="characteristics", editable=False)

    class Meta(Characteristics.Meta):
        verbose_name_plural = "tool edge characteristics"
        constraints = [models.UniqueConstraint(fields=["tenant", "tool_edge"], name="tool_edge_characteristics_once")]


class MaterialCharacteristics(Characteristics):
    """The characteristics of the material that an operation makes."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="material_characteristics", editable=False)

    class Meta(Characteristics.Meta):
        verbose_name_plural = "material characteristics"
        constraints = [models.UniqueConstraint(fields=["tenant", "operation"], name="material_characteristics_once")]
