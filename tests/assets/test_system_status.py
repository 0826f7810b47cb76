"""System status: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestSystemStatus(MasterContract):
    kind = "system_status"
