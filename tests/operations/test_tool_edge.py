"""Tool edge: what every resource promises."""

from tests.contracts.suites import BulkContract, WholeContract
from tests.factories.bodies import numbers


class TestToolEdge(WholeContract, BulkContract):
    """Edges of one tool: their only text is what tells them apart."""

    kind = "tool_edge"

    def alteration(self):
        return {"maximum_life_time": next(numbers)}
