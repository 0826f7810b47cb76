"""Health condition: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestHealthCondition(PlantContract):
    kind = "health_condition"
