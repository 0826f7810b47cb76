"""Scheduled working time: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestScheduledWorkingTime(WholeContract, BulkContract):
    kind = "scheduled_working_time"
    change = {"end_date": "2026-02-03T00:00:00Z"}
