"""Quality type: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestQualityType(MasterContract):
    kind = "quality_type"
