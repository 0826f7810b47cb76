"""Workplace group: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestWorkplaceGroup(PlantContract):
    kind = "workplace_group"
