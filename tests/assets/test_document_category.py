"""Document category: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestDocumentCategory(MasterContract):
    kind = "document_category"
