"""Document classification: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestDocumentClassification(MasterContract):
    kind = "document_classification"
