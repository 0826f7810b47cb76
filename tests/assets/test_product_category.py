"""Product category: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestProductCategory(MasterContract):
    kind = "product_category"
    thorough = True
