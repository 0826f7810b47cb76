"""Health condition cause: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestHealthConditionCause(PlantContract):
    kind = "health_condition_cause"
