"""Software attachments: the files of software."""

from tests.contracts.suites import BulkContract, WholeContract


class TestSoftwareAttachment(WholeContract, BulkContract):
    """What the files of software promise as resources; here links to files elsewhere."""

    kind = "software_attachment"
