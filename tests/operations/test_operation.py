"""Operation: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestOperation(PlantContract):
    kind = "operation"
