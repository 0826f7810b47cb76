"""Required skill: what every resource promises."""

from tests.contracts.suites import WholeContract


class TestRequiredSkill(WholeContract):
    kind = "required_skill"
