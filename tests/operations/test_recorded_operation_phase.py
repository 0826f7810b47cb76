"""Recorded operation phase: what every resource promises."""

from tests.contracts.suites import ReadContract


class TestRecordedOperationPhase(ReadContract):
    kind = "recorded_operation_phase"
