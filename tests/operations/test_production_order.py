"""Production order: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestProductionOrder(PlantContract):
    kind = "production_order"
