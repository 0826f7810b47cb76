"""Reports of statuses: what every resource promises, and when one becomes the status of its asset."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.contracts.suites import (
    ConditionalContract,
    CreateContract,
    CursorContract,
    DeleteContract,
    HalContract,
    HistoryContract,
    PageContract,
    ReadContract,
    RightsContract,
    SearchContract,
    TenantContract,
)


class TestAssetStatusReport(
    ReadContract,
    CreateContract,
    DeleteContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ConditionalContract,
    HistoryContract,
    RightsContract,
    TenantContract,
):
    kind = "asset_status_report"


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def asset(plant):
    return plant.make("asset", status={"id": 2})


def seconds(number):
    """A moment so many seconds from now."""
    return (datetime.now(UTC) + timedelta(seconds=number)).isoformat().replace("+00:00", "Z")


def report(plant, asset, status, since, by=None):
    body = {"status": {"id": status}, "since": since}
    return (by or plant.engineer).post(f"assets/{asset['id']}/status_reports", body)


def status(plant, asset):
    return plant.engineer.get(f"assets/{asset['id']}").links["status"]["href"].rpartition("/")[2]


def test_the_latest_report_is_the_status(plant, asset):
    report(plant, asset, 4, seconds(1)).ok(201)
    assert status(plant, asset) == "4"
    versions = plant.engineer.get(f"assets/{asset['id']}/history").items("history")
    assert [change["field"] for change in versions[0]["changes"]] == ["status"]
    assert [version["version"] for version in versions] == [2, 1]


def test_a_late_report_is_the_past(plant, asset):
    report(plant, asset, 4, "2020-01-01T00:00:00Z").ok(201)
    assert status(plant, asset) == "2"
    report(plant, asset, 5, seconds(100)).ok(201)
    report(plant, asset, 3, seconds(50)).ok(201)
    assert status(plant, asset) == "5"
    found = plant.engineer.get(f"assets/{asset['id']}/status_reports").items("asset_status_reports")
    assert len(found) == 3


def test_several_at_once_end_with_the_latest(plant, asset):
    bodies = [
        {"asset": {"id": asset["id"]}, "status": {"id": number}, "since": seconds(at)}
        for number, at in ((4, 9), (3, 5))
    ]
    plant.engineer.post("asset/status_reports", {"asset_status_reports": bodies}).ok(201)
    assert status(plant, asset) == "4"
    assert len(plant.engineer.get(f"assets/{asset['id']}/history").items("history")) == 2


def test_nobody_reports_the_future_or_twice(plant, asset):
    assert report(plant, asset, 4, seconds(3600)).errors() == [("#/since", "future")]
    at = seconds(0)
    report(plant, asset, 4, at).ok(201)
    assert report(plant, asset, 3, at).errors(409) == [("#/since", "unique")]


def test_who_may_not_change_the_asset_reports_nothing(plant, asset):
    report(plant, asset, 4, seconds(0), plant.colleague).problem(404)
    user = {"user": {"id": plant.users["colleague"].pk}}
    plant.engineer.post(f"assets/{asset['id']}/permissions", {"right": "read", **user}).ok(201)
    report(plant, asset, 4, seconds(0), plant.colleague).problem(403)
    assert plant.colleague.get(f"assets/{asset['id']}/status_reports").items("asset_status_reports") == []
    assert status(plant, asset) == "2"
