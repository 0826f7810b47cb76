"""Shift state: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestShiftState(MasterContract):
    kind = "shift_state"
