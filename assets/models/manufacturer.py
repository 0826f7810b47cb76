"""The model of manufacturers."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource


class Manufacturer(Resource):
    """A company that makes products."""

    name = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    address = models.JSONField(null=True, blank=True)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subsidiaries")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "name_folded"], name="manufacturer_name")]

    def __str__(self) -> str:
        return self.name
