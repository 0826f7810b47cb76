"""The model of tool assembly orders."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .operation import Operation
from .workplace import Workplace


class ToolAssemblyOrder(Resource):
    """An order to assemble a tool for an operation."""

    description = models.TextField(null=True, blank=True)
    operation = models.ForeignKey(Operation, models.PROTECT, related_name="tool_assembly_orders")
    target_workplace = models.ForeignKey(
        Workplace, models.PROTECT, null=True, blank=True, related_name="tool_assembly_orders"
    )
    state = FoldedCharField(max_length=100, default="REQUESTED", editable=False)

    def __str__(self) -> str:
        return self.state
