"""Node type: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestNodeType(MasterContract):
    kind = "node_type"
