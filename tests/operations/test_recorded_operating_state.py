"""Recorded operating state: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestRecordedOperatingState(PlantContract):
    kind = "recorded_operating_state"
