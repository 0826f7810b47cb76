"""The model of units."""

from django.db import models

from hub.fields.folded import FoldedCharField

from .coded import Coded


class Unit(Coded):
    """A unit of measurement, known by its code (British spelling: ``metre_per_second``)."""

    symbol = FoldedCharField(max_length=30, blank=True, default="")
    base_unit = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="derived_units")

    class Meta(Coded.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code_folded"], name="unit_code")]
