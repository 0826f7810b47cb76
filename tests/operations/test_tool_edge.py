"""Tool edge: what every resource promises."""

from tests.contracts.suites import WholeContract


class TestToolEdge(WholeContract):
    kind = "tool_edge"
