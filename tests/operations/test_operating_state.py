"""Operating state: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestOperatingState(MasterContract):
    kind = "operating_state"
