"""Series: what all resources promise."""

from tests.contracts.suites import BulkContract, WholeContract


class TestSeries(WholeContract, BulkContract):
    """What series promise as resources."""

    kind = "series"


def test_assets_are_found_by_what_is_measured_of_them(plants):
    plant = plants.here
    series = plant.make("series", key="oil pressure")
    other = plant.make("series", key="speed")
    own, others = (one["_links"]["asset"]["href"].rpartition("/")[2] for one in (series, other))
    silent = plant.make("asset")["id"]

    def found(key):
        return {str(one) for one in plant.engineer.get("assets", {"measured_key": key, "per_page": 100}).ids("assets")}

    assert own in found("OIL*")
    assert {own, others} <= found("*")
    assert str(silent) not in found("*")
    assert found("dragons") == set()
