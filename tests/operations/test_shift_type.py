"""Shift type: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestShiftType(MasterContract):
    kind = "shift_type"
