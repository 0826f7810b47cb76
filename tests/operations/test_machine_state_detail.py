"""Machine state detail: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestMachineStateDetail(MasterContract):
    kind = "machine_state_detail"
