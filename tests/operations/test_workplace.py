"""Workplace: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestWorkplace(PlantContract):
    kind = "workplace"
