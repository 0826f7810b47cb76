"""The planning results of staff, what somebody is to do in a shift; and what all assignments of people have."""

from django.core.validators import MinValueValidator
from django.db import models

from hub.models import Resource

from .skill import Skill
from .staff_member_shift import StaffMemberShift
from .workplace import Workplace
from .workplace_shift import WorkplaceShift


class StaffAssignment(Resource):
    """A workplace, a period and a skill with which somebody works there."""

    workplace = models.ForeignKey(Workplace, models.PROTECT, related_name="%(class)ss")
    workplace_shift = models.ForeignKey(
        WorkplaceShift, models.PROTECT, null=True, blank=True, related_name="%(class)ss"
    )
    skill = models.ForeignKey(Skill, models.PROTECT, null=True, blank=True, related_name="%(class)ss")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()
    capacity = models.FloatField(default=1, validators=[MinValueValidator(0)])
    fixed = models.BooleanField(default=False)

    class Meta(Resource.Meta):
        abstract = True

    def __str__(self) -> str:
        return str(self.start_date)


class StaffPlanningResult(StaffAssignment):
    """Where, when and with which skill a staff member is planned to work in a shift."""

    staff_member_shift = models.ForeignKey(
        StaffMemberShift, models.CASCADE, related_name="planning_results", editable=False
    )

    class Meta(StaffAssignment.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "staff_member_shift"], name="staff_planning_once")]
