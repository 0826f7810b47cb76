"""What an asset was, over time, as Netilion's clients ask for it."""

from datetime import UTC, datetime, timedelta

import pytest

BASE = "http://testserver/v1"


@pytest.fixture
def asset(netilion):
    maker = netilion.post("companies", {"name": "Maker"})
    product = netilion.post("products", {"product_code": "P-1", "name": "Product", "manufacturer": {"id": maker["id"]}})
    return netilion.post("assets", {"serial_number": "S-0001", "product": {"id": product["id"]}})


def test_an_asset_tells_which_status_it_had_since_when(netilion, asset):
    for status in (2, 4):
        netilion.patch(f"assets/{asset['id']}", {"status": {"id": status}})
    netilion.patch(f"assets/{asset['id']}", {"description": "moved"})
    found = netilion.get(f"assets/{asset['id']}/history/status")
    assert [(entry["value"]["id"], entry["value"]["code"]) for entry in found["history"]] == [
        (4, "failure"),
        (2, "active"),
        (1, "undefined"),
    ]
    assert found["history"][0]["value"]["href"] == f"{BASE}/asset/statuses/4"
    assert found["pagination"]["total_count"] == 3


def test_a_part_of_the_statuses_is_told(netilion, asset):
    netilion.patch(f"assets/{asset['id']}", {"status": {"id": 2}})
    path = f"assets/{asset['id']}/history/status"
    latest = netilion.get(path)["history"][0]["timestamp"]
    assert [entry["value"]["id"] for entry in netilion.get(path, **{"from": latest})["history"]] == [2]
    assert [entry["value"]["id"] for entry in netilion.get(path, **{"from": f"+{latest}"})["history"]] == [2, 1]
    assert [entry["value"]["id"] for entry in netilion.get(path, order_by="timestamp")["history"]] == [1, 2]
    assert netilion.refused(netilion.ask("GET", f"{path}?order_by=value"), 400) == [("invalid_input", "order_by")]
    assert netilion.refused(netilion.ask("GET", f"{path}?from=yesterday"), 400) == [("invalid", "from")]


def test_the_past_of_an_asset_is_for_those_who_may_read_it(site, asset):
    other = site.speaks("other")
    assert other.ask("GET", f"assets/{asset['id']}/history/status").status == 404


def test_the_tenants_that_an_asset_could_belong_to_are_told(site, netilion, asset):
    found = netilion.get(f"assets/{asset['id']}/tenant-options", name="ki*")
    assert [tenant["id"] for tenant in found["tenants"]] == [site.plant.tenant.pk]


@pytest.fixture
def place(netilion):
    return netilion.post("instrumentations", {"tag": "F-112"})


def test_a_place_tells_which_assets_came_and_went(netilion, asset, place):
    path = f"instrumentations/{place['id']}/assets"
    netilion.post(path, {"assets": [{"id": asset["id"]}]}, 204)
    netilion.delete(path, {"assets": [{"id": asset["id"]}]})
    told = netilion.get(f"{path}/history")["instrumentation_asset_history"]
    named = {"id": asset["id"], "href": f"{BASE}/assets/{asset['id']}", "serial_number": "S-0001"}
    assert [(one["event"], one["asset"]) for one in told] == [("destroy", named), ("create", named)]
    came = netilion.get(f"{path}/history", event="create", asset_id=asset["id"], order_by="event_datetime")
    assert came["pagination"]["total_count"] == 1
    assert netilion.get(f"{path}/history", event_datetime_to="2020-01-01T00:00:00Z")["pagination"]["total_count"] == 0
    assert netilion.refused(netilion.ask("GET", f"{path}/history?event=lost"), 400) == [("invalid", "event")]
    answer = netilion.ask("GET", f"{path}/history?event_datetime_from=x")
    assert netilion.refused(answer, 400) == [("invalid", "event_datetime_from")]


def test_an_asset_tells_where_it_did_its_work(netilion, asset, place):
    netilion.post(f"assets/{asset['id']}/instrumentations", {"instrumentations": [{"id": place["id"]}]}, 204)
    (told,) = netilion.get(f"assets/{asset['id']}/instrumentations/history")["asset_instrumentation_history"]
    assert told["instrumentation"]["tag"] == "F-112"
    assert told["event"] == "create"


def test_statuses_are_reported(netilion, asset):
    path = f"assets/{asset['id']}/history/status"
    now = netilion.get(path)["history"][0]["timestamp"]
    later = f"{datetime.now(UTC) + timedelta(seconds=9):%Y-%m-%dT%H:%M:%SZ}"
    past = [
        {"timestamp": "2020-01-01T00:00:00Z", "value": {"id": 2}},
        {"timestamp": "2020-02-01T01:00:00+01:00", "value": {"id": 4}},
    ]
    for _again in range(2):
        netilion.post(path, {"history": past}, 204)
    found = netilion.get(path, order_by="timestamp")["history"]
    assert [entry["value"]["code"] for entry in found] == ["active", "failure", "undefined"]
    assert [entry["timestamp"] for entry in found][:2] == ["2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z"]
    assert netilion.get(f"assets/{asset['id']}")["status"]["id"] == 1
    netilion.post(path, {"history": [{"timestamp": later, "value": {"id": 5}}]}, 204)
    assert netilion.get(f"assets/{asset['id']}")["status"]["id"] == 5
    assert [entry["value"]["id"] for entry in netilion.get(path, **{"from": now})["history"]][-1] == 1
    assert netilion.get(path)["history"][0]["value"]["id"] == 5


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"history": 5},
        {"history": [5]},
        {"history": [{}]},
        {"history": [{"timestamp": "2020-01-01T00:00:00Z", "value": {"id": 987654321}}]},
        {"history": [{"timestamp": "yesterday", "value": {"id": 2}}]},
        {"history": [{"timestamp": "2999-01-01T00:00:00Z", "value": {"id": 2}}]},
        {"history": [{"timestamp": "2020-01-01T00:00:00Z", "value": {"id": 2}}, {"timestamp": 5, "value": [2]}]},
    ],
)
def test_a_bad_status_refuses_all(netilion, asset, body):
    path = f"assets/{asset['id']}/history/status"
    answer = netilion.ask("POST", path, body)
    assert {attribute for _type, attribute in netilion.refused(answer, 400)} == {"history"}
    assert netilion.get(path)["pagination"]["total_count"] == 1


def test_who_may_not_change_an_asset_reports_nothing_of_it(site, asset):
    body = {"history": [{"timestamp": "2020-01-01T00:00:00Z", "value": {"id": 2}}]}
    assert site.speaks("other").ask("POST", f"assets/{asset['id']}/history/status", body).status == 404
