"""Operation phase: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestOperationPhase(MasterContract):
    kind = "operation_phase"
