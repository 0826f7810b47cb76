"""The model of the assignments of a planning scenario."""

from django.db import models

from .assignment import Assignment
from .operation import Operation
from .planning_scenario import PlanningScenario


class ScenarioAssignment(Assignment):
    """Where and when an operation would be done in a planning scenario."""

    planning_scenario = models.ForeignKey(PlanningScenario, models.CASCADE, related_name="assignments")
    operation = models.ForeignKey(Operation, models.CASCADE, related_name="scenario_assignments")

    class Meta(Assignment.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "planning_scenario", "operation"], name="scenario_assignment_once"
            )
        ]
