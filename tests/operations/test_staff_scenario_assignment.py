"""Staff scenario assignment: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestStaffScenarioAssignment(WholeContract, BulkContract):
    kind = "staff_scenario_assignment"
    change = {"end_date": "2026-02-03T00:00:00Z"}
