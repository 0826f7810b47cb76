"""Recorded attendance time: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestRecordedAttendanceTime(WholeContract, BulkContract):
    kind = "recorded_attendance_time"
    change = {"end_date": "2026-02-03T00:00:00Z"}
