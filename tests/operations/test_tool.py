"""Tool: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestTool(PlantContract):
    kind = "tool"
