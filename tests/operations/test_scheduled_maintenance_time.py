"""Scheduled maintenance time: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestScheduledMaintenanceTime(WholeContract, BulkContract):
    kind = "scheduled_maintenance_time"
