"""The model of materials."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class Material(Resource):
    """What is made, and what it is made of."""

    number = FoldedCharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    type = FoldedCharField(max_length=100, blank=True, default="")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "number_folded"], name="material_once")]

    def __str__(self) -> str:
        return self.number
