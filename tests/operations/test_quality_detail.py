"""Quality detail: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestQualityDetail(MasterContract):
    kind = "quality_detail"
