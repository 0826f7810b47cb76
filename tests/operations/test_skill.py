"""Skill: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestSkill(MasterContract):
    kind = "skill"
