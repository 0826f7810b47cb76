"""The model of setup transition rules, and what all rules of workplace groups have."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .workplace_group import WorkplaceGroup


class GroupRule(Resource):
    """Something that holds at the workplaces of a group for certain materials."""

    class Origin(models.TextChoices):
        """Who says so."""

        MANUAL_DATA_MAINTENANCE = "MANUAL_DATA_MAINTENANCE", "People"
        AUTOMATIC_EVALUATION_SYSTEM = "AUTOMATIC_EVALUATION_SYSTEM", "An evaluating system"

    class Criterion(models.TextChoices):
        """What the conditions speak of."""

        MATERIAL_NUMBER = "MATERIAL_NUMBER", "Numbers of materials"
        MATERIAL_CHARACTERISTICS = "MATERIAL_CHARACTERISTICS", "Characteristics of materials"

    workplace_group = models.ForeignKey(WorkplaceGroup, models.CASCADE, related_name="%(class)ss")
    origin = models.CharField(max_length=32, choices=Origin.choices, default=Origin.MANUAL_DATA_MAINTENANCE)
    criterion = models.CharField(max_length=32, choices=Criterion.choices, default=Criterion.MATERIAL_NUMBER)

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.criterion


class SetupTransitionRule(GroupRule):
    """How long it takes to go from one material to another, or by how much longer; in milliseconds."""

    predecessor_conditions = FoldedCharField(max_length=500)
    successor_conditions = FoldedCharField(max_length=500)
    #: Counts where the criterion is characteristics, the setup time where it is numbers.
    setup_time_increment = models.PositiveBigIntegerField(default=0, help_text="In milliseconds.")
    setup_time = models.PositiveBigIntegerField(default=0, help_text="In milliseconds.")
