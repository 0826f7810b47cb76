"""The model of workplaces."""

from django.db import models

from assets.models import Node
from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .erp_context import ErpContext
from .operating_state import OperatingState
from .workplace_group import WorkplaceGroup

#: The id of the standard operating state that says nothing.
UNDEFINED = 1


class Workplace(Resource):
    """A place with capacity where operations run."""

    class Type(models.TextChoices):
        """Who does the work there."""

        MACHINE_WORKPLACE = "MACHINE_WORKPLACE", "Machine"
        MANUAL_WORKPLACE = "MANUAL_WORKPLACE", "By hand"
        MANUAL_MACHINE_WORKPLACE = "MANUAL_MACHINE_WORKPLACE", "By hand and machine"

    number = FoldedCharField(max_length=100)
    description = models.TextField(null=True, blank=True)
    type = models.CharField(max_length=32, choices=Type.choices, default=Type.MACHINE_WORKPLACE)
    erp_context = models.ForeignKey(ErpContext, models.PROTECT, null=True, blank=True, related_name="workplaces")
    capacity_group = models.ForeignKey(
        WorkplaceGroup, models.PROTECT, null=True, blank=True, related_name="capacity_workplaces"
    )
    production_line = models.ForeignKey(
        WorkplaceGroup, models.PROTECT, null=True, blank=True, related_name="line_workplaces"
    )
    node = models.ForeignKey(Node, models.PROTECT, null=True, blank=True, related_name="workplaces")
    #: What was recorded last; never empty, the first standard state says that nothing is known.
    operating_state = models.ForeignKey(
        OperatingState, models.PROTECT, related_name="workplaces", editable=False, default=UNDEFINED
    )

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "number_folded"], name="workplace_once")]

    def __str__(self) -> str:
        return self.number
