"""Absence time: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestAbsenceTime(WholeContract, BulkContract):
    kind = "absence_time"
