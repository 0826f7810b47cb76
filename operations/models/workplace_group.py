"""The model of workplace groups."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .erp_context import ErpContext


class WorkplaceGroup(Resource):
    """Workplaces that share their capacity, or that stand in one line."""

    class Type(models.TextChoices):
        """What binds the workplaces together."""

        CAPACITY_GROUP = "CAPACITY_GROUP", "Capacity group"
        PRODUCTION_LINE = "PRODUCTION_LINE", "Production line"

    number = FoldedCharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    type = models.CharField(max_length=32, choices=Type.choices, default=Type.CAPACITY_GROUP)
    erp_context = models.ForeignKey(ErpContext, models.PROTECT, null=True, blank=True, related_name="workplace_groups")

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "number_folded"], name="workplace_group_once")]

    def __str__(self) -> str:
        return self.number
