"""The model of production resources."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .operation import Operation


class ProductionResource(Resource):
    """A thing that an operation needs beside its workplace: a gauge, a drawing, a program."""

    class Type(models.TextChoices):
        """What kind of thing it is."""

        MATERIAL = "MATERIAL", "Material"
        EQUIPMENT = "EQUIPMENT", "Equipment"
        DOCUMENT = "DOCUMENT", "Document"
        OTHER = "OTHER", "Other"

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="production_resources")
    item_number = FoldedCharField(max_length=100, blank=True, default="")
    type = models.CharField(max_length=32, choices=Type.choices, default=Type.OTHER)
    group = FoldedCharField(max_length=100, blank=True, default="")
    number = FoldedCharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    quantity = models.FloatField(null=True, blank=True)
    quantity_unit = FoldedCharField(max_length=30, blank=True, default="")

    def __str__(self) -> str:
        return self.number
