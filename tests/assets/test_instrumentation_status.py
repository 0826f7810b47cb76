"""Instrumentation status: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestInstrumentationStatus(MasterContract):
    kind = "instrumentation_status"
