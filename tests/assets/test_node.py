"""Node: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestNode(PlantContract):
    kind = "node"
    thorough = True
