"""The model of production orders."""

from django.core.validators import MinValueValidator
from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .erp_context import ErpContext
from .material import Material


class ProductionOrder(Resource):
    """An order to make a quantity of a material, in operations."""

    number = FoldedCharField(max_length=100)
    split = FoldedCharField(max_length=100, blank=True, default="")
    description = models.TextField(null=True, blank=True)
    material = models.ForeignKey(Material, models.PROTECT, null=True, blank=True, related_name="production_orders")
    erp_context = models.ForeignKey(ErpContext, models.PROTECT, null=True, blank=True, related_name="production_orders")
    target_quantity = models.FloatField(null=True, blank=True, validators=[MinValueValidator(0)])
    quantity_unit = FoldedCharField(max_length=30, blank=True, default="")
    basic_start_date = models.DateTimeField(null=True, blank=True)
    basic_end_date = models.DateTimeField(null=True, blank=True)
    scheduled_start_date = models.DateTimeField(null=True, blank=True)
    scheduled_end_date = models.DateTimeField(null=True, blank=True)
    priority = models.PositiveIntegerField(null=True, blank=True)
    degree_of_parallelization = models.FloatField(null=True, blank=True)

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "split", "number_folded"], name="production_order_once")
        ]

    def __str__(self) -> str:
        return " ".join(part for part in (self.number, self.split) if part)
