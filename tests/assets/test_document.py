"""Document: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestDocument(PlantContract):
    kind = "document"
