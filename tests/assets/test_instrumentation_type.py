"""Instrumentation type: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestInstrumentationType(MasterContract):
    kind = "instrumentation_type"
