"""Product status: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestProductStatus(MasterContract):
    kind = "product_status"
