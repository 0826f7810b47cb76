"""Staff member: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestStaffMember(PlantContract):
    kind = "staff_member"
