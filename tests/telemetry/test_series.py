"""Series: what all resources promise."""

from tests.contracts.suites import BulkContract, WholeContract


class TestSeries(WholeContract, BulkContract):
    """What series promise as resources."""

    kind = "series"
