"""Attachments: the files of documents."""

from tests.contracts.suites import BulkContract, WholeContract


class TestAttachment(WholeContract, BulkContract):
    """What attachments promise as resources."""

    kind = "attachment"
