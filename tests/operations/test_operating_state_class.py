"""Operating state class: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestOperatingStateClass(MasterContract):
    kind = "operating_state_class"
