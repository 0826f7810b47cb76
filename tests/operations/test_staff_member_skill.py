"""Staff member skill: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestStaffMemberSkill(WholeContract, BulkContract):
    kind = "staff_member_skill"
    change = {"level": 3.5}
