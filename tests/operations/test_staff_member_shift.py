"""Staff member shift: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestStaffMemberShift(WholeContract, BulkContract):
    kind = "staff_member_shift"
    change = {"end_date": "2026-02-03T00:00:00Z"}
