"""Tool state: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestToolState(MasterContract):
    kind = "tool_state"
