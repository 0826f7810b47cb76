"""Staff member state: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestStaffMemberState(MasterContract):
    kind = "staff_member_state"
