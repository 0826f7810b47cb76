"""The model of the planning results of staff: what somebody is to do in a shift."""

from django.core.validators import MinValueValidator
from django.db import models

from hub.models import Resource

from .skill import Skill
from .staff_member_shift import StaffMemberShift
from .workplace import Workplace


class StaffPlanningResult(Resource):
    """Where, when and with which skill a staff member is planned to work in a shift."""

    staff_member_shift = models.ForeignKey(
        StaffMemberShift, models.CASCADE, related_name="planning_results", editable=False
    )
    workplace = models.ForeignKey(Workplace, models.PROTECT, related_name="staff_planning_results")
    skill = models.ForeignKey(Skill, models.PROTECT, null=True, blank=True, related_name="planning_results")
    start_date = models.DateTimeField()
    end_date = models.DateTimeField()
    capacity = models.FloatField(default=1, validators=[MinValueValidator(0)])
    fixed = models.BooleanField(default=False)

    class Meta(Resource.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "staff_member_shift"], name="staff_planning_once")]
