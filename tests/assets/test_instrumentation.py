"""Instrumentation: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestInstrumentation(PlantContract):
    kind = "instrumentation"
