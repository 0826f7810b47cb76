"""Required skill: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract


class TestRequiredSkill(WholeContract, BulkContract):
    kind = "required_skill"
    change = {"capacity": 2.25}
