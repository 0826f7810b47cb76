"""Event type: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestEventType(MasterContract):
    kind = "event_type"
