"""The model of staff member skills."""

from django.core.validators import MinValueValidator
from django.db import models

from hub.models import Resource

from .skill import Skill
from .staff_member import StaffMember


class StaffMemberSkill(Resource):
    """How well a staff member can do something."""

    staff_member = models.ForeignKey(StaffMember, models.CASCADE, related_name="skills")
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="staff_members")
    level = models.FloatField(default=1, validators=[MinValueValidator(0)])

    class Meta(Resource.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "staff_member", "skill"], name="staff_member_skill_once")
        ]

    def __str__(self) -> str:
        return str(self.skill_id)
