"""The model of required tools."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .operation import Operation
from .tool import Tool


class RequiredTool(Resource):
    """A tool, or any tool of a class, that an operation needs."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="required_tools")
    tool_class = FoldedCharField(max_length=100, blank=True, default="")
    tool_group = FoldedCharField(max_length=100, blank=True, default="")
    quantity = models.PositiveIntegerField(default=1)
    tool = models.ForeignKey(Tool, models.PROTECT, null=True, blank=True, related_name="required_by")

    def __str__(self) -> str:
        return self.tool_class
