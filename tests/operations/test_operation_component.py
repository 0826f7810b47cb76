"""Operation component: what every resource promises."""

from tests.contracts.suites import WholeContract


class TestOperationComponent(WholeContract):
    kind = "operation_component"
