"""The model of thresholds."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from assets.models import Instrumentation, System, Unit
from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .series import NO_UNIT

#: What a threshold can be set for.
PLACES = ("instrumentation", "system")


class Threshold(Resource):
    """Up to where the values of a key are as they should be, at an instrumentation or in a system."""

    class Kind(models.TextChoices):
        """On which side of the value things are no longer as they should be: beneath, above, or on both."""

        LOW = "low", "Low"
        HIGH = "high", "High"
        DEVIATION = "deviation", "Deviation"

    instrumentation = models.ForeignKey(
        Instrumentation, models.CASCADE, null=True, blank=True, related_name="thresholds"
    )
    system = models.ForeignKey(System, models.CASCADE, null=True, blank=True, related_name="thresholds")
    name = FoldedCharField(max_length=200)
    description = models.TextField(null=True, blank=True)
    key = FoldedCharField(max_length=128)
    unit = models.ForeignKey(Unit, models.PROTECT, default=NO_UNIT, related_name="thresholds")
    value = models.FloatField()
    #: How far a value may go beyond, or with a deviation to either side.
    tolerance = models.FloatField(default=0.0, validators=[MinValueValidator(0)])
    threshold_type = models.CharField(max_length=16, choices=Kind.choices)
    #: Whether people want to hear of it.
    notification = models.BooleanField(default=False)

    class Meta(Resource.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(instrumentation__isnull=False, system__isnull=True)
                | Q(instrumentation__isnull=True, system__isnull=False),
                name="threshold_of_one_place",
                violation_error_message="A threshold is for one place.",
            ),
        ]

    def __str__(self) -> str:
        return self.name
