"""The model of the assignments of a planning scenario of staff."""

from django.db import models

from .staff_member_shift import StaffMemberShift
from .staff_planning_result import StaffAssignment
from .staff_planning_scenario import StaffPlanningScenario


class StaffScenarioAssignment(StaffAssignment):
    """Where, when and with which skill somebody would work in a planning scenario of staff."""

    staff_planning_scenario = models.ForeignKey(StaffPlanningScenario, models.CASCADE, related_name="assignments")
    staff_member_shift = models.ForeignKey(StaffMemberShift, models.CASCADE, related_name="scenario_assignments")

    class Meta(StaffAssignment.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "staff_planning_scenario", "staff_member_shift"], name="staff_scenario_once"
            )
        ]
