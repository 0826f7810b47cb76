"""Command state: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestCommandState(MasterContract):
    kind = "command_state"
