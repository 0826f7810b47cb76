"""Staff member skill: what every resource promises."""

from tests.contracts.suites import ReadContract


class TestStaffMemberSkill(ReadContract):
    kind = "staff_member_skill"
    change = {"level": 3.5}
