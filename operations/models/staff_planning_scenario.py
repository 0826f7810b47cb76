"""The model of the planning scenarios of staff."""

from django.db import models

from .planning_scenario import PlanningScenario, Scenario


class StaffPlanningScenario(Scenario):
    """A plan of who would work where that is not in force, for the operations of a planning scenario or of the plan."""

    planning_scenario = models.ForeignKey(
        PlanningScenario, models.PROTECT, null=True, blank=True, related_name="staff_planning_scenarios"
    )
