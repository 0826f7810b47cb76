"""Workplace state: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestWorkplaceState(MasterContract):
    kind = "workplace_state"
