"""Tool assembly order: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestToolAssemblyOrder(PlantContract):
    kind = "tool_assembly_order"
