"""Health condition remedy: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestHealthConditionRemedy(PlantContract):
    kind = "health_condition_remedy"
