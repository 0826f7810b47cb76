"""Machine state: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestMachineState(MasterContract):
    kind = "machine_state"
