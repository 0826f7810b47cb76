"""Recorded login period: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestRecordedLoginPeriod(WholeContract, BulkContract):
    kind = "recorded_login_period"
    change = {"end_date": "2026-02-03T00:00:00Z"}
