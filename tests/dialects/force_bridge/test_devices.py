"""Devices and what was measured of them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import timezone

from assets.models import Asset
from hub import context
from operations.models import RecordedOperationPhase
from telemetry.models import Series
from telemetry.rules.ingest import Point, Values, ingest

DAY = {"startDate": "2026-06-18T00:00:00Z", "endDate": "2026-06-19T00:00:00Z"}


@pytest.fixture
def lathe(force):
    return force.get("devices", deviceName="ST20*")["_embedded"]["devices"][0]


@pytest.fixture
def tag(lathe):
    measured = lathe["properties"]["recordedPhysicalQuantities"]
    return next(one["tag"] for one in measured if one["physicalQuantity"] == "temperature")


def test_devices_are_assets_of_which_something_is_measured(force, lathe):
    assert lathe["properties"]["id"] == "42"
    told = {one["physicalQuantity"]: one for one in lathe["properties"]["recordedPhysicalQuantities"]}
    assert told["temperature"]["name"] == "machine/temperature"
    assert told["temperature"]["unit"] == "°C"
    assert told["temperature"]["tag"].isdigit()
    found = force.listed("devices")
    assert len(found) == Series.objects.values("asset").distinct().count() < Asset.objects.count()
    assert force.get("devices/42") == lathe
    assert [one["id"] for one in force.listed("devices", physicalQuantity="vib*")] == ["42"]
    assert force.get("devices", deviceName="nothing")["_embedded"]["devices"] == []


def test_what_is_no_device_is_not_found(force, stranger):
    silent = Asset.objects.exclude(pk__in=Series.objects.values("asset_id")).first()
    for key in (silent.pk, "dragon", 987654321):
        force.refused("GET", f"devices/{key}", 404)
        force.refused("GET", f"devices/{key}/recordedTimeSeries?tag=1", 404)
    stranger.refused("GET", "devices/42", 404)
    assert stranger.get("devices")["_embedded"]["devices"] == []


def test_rights_on_the_asset_govern(force, operator):
    operator.refused("GET", "devices/42", 404)
    assert operator.listed("devices") == []


def test_a_workplace_knows_the_devices_of_its_machines(force):
    place = force.get("workplaces", workplaceNumber="TURN-1")["_embedded"]["workplaces"][0]
    found = force.follow(place["_links"]["devices"])
    assert [one["properties"]["id"] for one in found["_embedded"]["devices"]] == ["42"]
    other = force.get("workplaces", workplaceNumber="ASSY-1")["_embedded"]["workplaces"][0]
    assert force.follow(other["_links"]["devices"])["pagination"]["total"] == 0
    force.refused("GET", "workplaces/987654321/devices", 404)
    location = force.get("devices/42/location")
    assert location["properties"]["workplace"]["number"] == "TURN-1"
    assert force.follow(location["_links"]["workplace"])["properties"] == place["properties"]


def test_values_are_paged_newest_first(force, lathe, tag):
    first = force.get("devices/42/recordedTimeSeries", tag=tag, **DAY, limit=40)
    assert first["pagination"]["total"] == 96
    assert (first["properties"]["tag"], first["properties"]["unitSymbol"]) == (tag, "°C")
    whole, page = list(first["properties"]["elements"]), first
    while "next" in page["_links"]:
        page = force.follow(page["_links"]["next"])
        whole += page["properties"]["elements"]
    moments = [one["timestamp"] for one in whole]
    assert len(moments) == 96
    assert moments == sorted(moments, reverse=True)
    assert whole[-1] == {"timestamp": "2026-06-18T00:00:00.000Z", "value": "62"}
    back = force.follow(page["_links"]["prev"])
    assert back["properties"]["elements"] == whole[40:80]
    last = force.follow(first["_links"]["last"])
    assert last["properties"]["elements"] == whole[-40:]


def test_a_client_may_page_by_timestamps_alone(force, tag):
    first = force.get("devices/42/recordedTimeSeries", tag=tag, **DAY, limit=1)
    since = first["pagination"]["lastIdentifier"]["timestamp"]
    second = force.get("devices/42/recordedTimeSeries", tag=tag, **DAY, limit=1, paginationTimestamp=since)
    assert second["properties"]["elements"][0]["timestamp"] == "2026-06-18T23:30:00.000Z"


def test_without_a_start_it_is_this_week(force, tag):
    assert force.get("devices/42/recordedTimeSeries", tag=tag)["pagination"]["total"] in (0, 96)
    with context.system():
        ingest(Asset.objects.get(pk=42), [Values("temperature", "machine", None, [Point(1.5, timezone.now())])])
    newest = force.get("devices/42/recordedTimeSeries", tag=tag)["properties"]["elements"][0]
    assert newest["value"] == "1.5"


def test_values_of_an_operation_are_those_measured_while_it_was_worked_at(force, tag, running):
    """The demo's operation began when the demo was made, long after the measured day."""
    order = running["properties"]["productionOrder"]["number"]
    asked = {"tag": tag, **DAY}
    assert force.get("devices/42/recordedTimeSeries", **asked, productionOrderNumber=order)["pagination"]["total"] == 0
    place = running["properties"]["currentWorkplace"]["id"]
    assert force.get("devices/42/recordedTimeSeries", **asked, workplaceId=place)["pagination"]["total"] == 96
    other = force.get("workplaces", workplaceNumber="ASSY-1")["_embedded"]["workplaces"][0]["properties"]["id"]
    assert force.get("devices/42/recordedTimeSeries", **asked, workplaceId=other)["pagination"]["total"] == 0
    with context.system():
        stay = RecordedOperationPhase.objects.get(phase="PROCESSING")
        stay.start_date, stay.end_date = datetime(2026, 6, 18, 10, tzinfo=UTC), datetime(2026, 6, 18, 11, tzinfo=UTC)
        stay.save()
    found = force.get("devices/42/recordedTimeSeries", **asked, productionOrderNumber=order)
    assert found["pagination"]["total"] == 5


@pytest.mark.parametrize(
    "query",
    [
        "",
        "tag=987654321",
        "tag=x",
        "tag={tag}&startDate=yesterday",
        "tag={tag}&startDate=2026-06-19T00:00:00Z&endDate=2026-06-18T00:00:00Z",
        "tag={tag}&paginationIdentifier=9223372036854775807",
        "tag={tag}&paginationIdentifier=0197f0a15b7c7c3e9d4e2f6a1b8c9d0e",
        "tag={tag}&workplaceId=x",
        "tag={tag}&colour=red",
        "tag={tag}&limit=101",
    ],
)
def test_what_is_refused(force, tag, query):
    force.refused("GET", f"devices/42/recordedTimeSeries?{query.format(tag=tag)}", 400)


def test_a_list_costs_as_many_questions_for_many_devices(force, django_assert_max_num_queries):
    with django_assert_max_num_queries(18):
        force.get("devices")
