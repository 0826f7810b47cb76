"""Production resource: what every resource promises."""

from tests.contracts.suites import WholeContract


class TestProductionResource(WholeContract):
    kind = "production_resource"
