"""The model of the locations of tools."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models import Resource

from .tool import Tool
from .workplace import Workplace


class ToolLocation(Resource):
    """Where a tool is: at a workplace, in a place of its magazine, or at a point of the earth."""

    tool = models.ForeignKey(Tool, models.CASCADE, related_name="locations", editable=False)
    workplace = models.ForeignKey(Workplace, models.PROTECT, related_name="tool_locations")
    magazine_number = FoldedCharField(max_length=100, blank=True, default="")
    magazine_place = FoldedCharField(max_length=100, blank=True, default="")
    latitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)])
    longitude = models.FloatField(null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)])

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "tool"], name="tool_location_once")]
