"""Event status: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestEventStatus(MasterContract):
    kind = "event_status"
