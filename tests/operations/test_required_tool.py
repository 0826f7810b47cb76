"""Required tool: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestRequiredTool(WholeContract, BulkContract):
    kind = "required_tool"
