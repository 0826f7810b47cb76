"""Software type: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestSoftwareType(MasterContract):
    kind = "software_type"
