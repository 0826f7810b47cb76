"""Unit: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestUnit(MasterContract):
    kind = "unit"
