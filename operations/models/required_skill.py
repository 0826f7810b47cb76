"""The model of required skills."""

from django.core.validators import MinValueValidator
from django.db import models

from hub.models import Resource

from .operation import Operation
from .skill import Skill


class RequiredSkill(Resource):
    """A skill that an operation asks of those who do it, for setup or for processing."""

    class Phase(models.TextChoices):
        """For which part of the work."""

        SETUP = "SETUP", "Setup"
        PROCESSING = "PROCESSING", "Processing"

    operation = models.ForeignKey(Operation, models.CASCADE, related_name="required_skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="required_by")
    phase = models.CharField(max_length=16, choices=Phase.choices, default=Phase.PROCESSING)
    minimum_skill = models.FloatField(default=0, validators=[MinValueValidator(0)])
    capacity = models.FloatField(default=1, validators=[MinValueValidator(0)])

    def __str__(self) -> str:
        return str(self.skill_id)
