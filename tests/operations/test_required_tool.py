"""Required tool: what every resource promises."""

from tests.contracts.suites import WholeContract


class TestRequiredTool(WholeContract):
    kind = "required_tool"
