"""Customer specific setting: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestCustomerSpecificSetting(PlantContract):
    kind = "customer_specific_setting"
