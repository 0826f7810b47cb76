"""The model of operation components."""

from django.core.validators import MinValueValidator
from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .material import Material
from .operation import Operation


class OperationComponent(Resource):
    """A material that goes into an operation."""

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="components")
    material = models.ForeignKey(Material, models.PROTECT, related_name="components")
    quantity = models.FloatField(validators=[MinValueValidator(0)])
    quantity_unit = FoldedCharField(max_length=30, blank=True, default="")

    def __str__(self) -> str:
        return str(self.material_id)
