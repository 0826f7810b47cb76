"""State transition: the edges of state machines as rows, which a tenant may replace state by state."""

from tests.contracts.suites import ReadContract


class TestStateTransition(ReadContract):
    kind = "state_transition"
    change = {"to_state": "SCRAPPED"}
