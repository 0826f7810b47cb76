"""Command: what every resource promises."""

from tests.contracts.suites import ReadContract


class TestCommand(ReadContract):
    kind = "command"
