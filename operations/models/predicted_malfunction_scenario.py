"""The model of predicted malfunction scenarios."""

from .planning_scenario import Scenario


class PredictedMalfunctionScenario(Scenario):
    """A prediction of which workplaces will fail in a period."""
