"""Operation component: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestOperationComponent(WholeContract, BulkContract):
    kind = "operation_component"
