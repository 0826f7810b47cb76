"""Workplace shift: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestWorkplaceShift(WholeContract, BulkContract):
    kind = "workplace_shift"
    change = {"end_date": "2026-02-03T00:00:00Z"}
