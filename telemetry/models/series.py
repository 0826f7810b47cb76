"""The model of series."""

from django.db import models

from assets.models import Asset, Unit
from hub.fields.folded import FoldedCharField
from hub.models import Resource

#: The standard unit of what has none.
NO_UNIT = 1


class Series(Resource):
    """The values of one key of an asset over time; comes to be with its first value."""

    resource_name = "series"

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="series")
    key = FoldedCharField(max_length=128)
    group = FoldedCharField(max_length=128, blank=True, default="")
    unit = models.ForeignKey(Unit, models.PROTECT, default=NO_UNIT, related_name="series")

    class Meta(Resource.Meta):
        verbose_name_plural = "series"
        constraints = [
            models.UniqueConstraint(fields=["tenant", "asset", "group_folded", "key_folded"], name="series_of_asset")
        ]

    def __str__(self) -> str:
        return f"{self.group}/{self.key}" if self.group else self.key
