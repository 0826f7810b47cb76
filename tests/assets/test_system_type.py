"""System type: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestSystemType(MasterContract):
    kind = "system_type"
