"""Tool assembly order state: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestToolAssemblyOrderState(MasterContract):
    kind = "tool_assembly_order_state"
