"""Asset status: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestAssetStatus(MasterContract):
    kind = "asset_status"
