"""Document status: what every resource promises."""

from tests.contracts.suites import MasterContract


class TestDocumentStatus(MasterContract):
    kind = "document_status"
