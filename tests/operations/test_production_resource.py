"""Production resource: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestProductionResource(WholeContract, BulkContract):
    kind = "production_resource"
