"""Erp context: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestErpContext(PlantContract):
    kind = "erp_context"
