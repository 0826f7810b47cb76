"""Values of assets as Netilion's clients send and read them."""

import pytest


@pytest.fixture
def asset(netilion):
    company = netilion.post("companies", {"name": "E+H"})
    product = netilion.post("products", {"product_code": "V", "manufacturer": {"id": company["id"]}})
    return netilion.post("assets", {"serial_number": "VALUES", "product": {"id": product["id"]}})


@pytest.fixture
def path(asset):
    return f"assets/{asset['id']}/values"


def point(day, value, **more):
    return {"timestamp": f"2026-01-{day:02d}T03:04:05.678Z", "value": value, **more}


def send(netilion, path, *points, key="level", unit="percent", status=204, **more):
    body = {"values": [{"key": key, "unit": {"code": unit}, "data": list(points), **more}], "colour": "red"}
    return netilion.ask("POST", path, body)


def test_values_are_stored_and_the_latest_is_told(netilion, path):
    answer = send(netilion, path, point(2, 96.45, status="good"), point(1, 12, hold=True), group="measurement")
    assert (answer.status, answer.content) == (204, b"")
    found = netilion.get(path, per_page=300)["values"]
    assert found == [
        {
            "key": "level",
            "unit": {"id": 2, "href": "http://testserver/v1/units/2"},
            "group": "measurement",
            "timestamp": "2026-01-02T03:04:05.678000Z",
            "value": 96.45,
            "status": "good",
            "simulated": False,
            "hold": False,
        }
    ]
    assert netilion.get(path, include="unit")["values"][0]["unit"]["code"] == "percent"
    assert netilion.get(path, key="other")["values"] == []


def test_keys_are_in_lower_case(netilion, path):
    send(netilion, path, point(1, 1), key="Level")
    send(netilion, path, point(2, 2), key="LEVEL")
    assert [one["key"] for one in netilion.get(path)["values"]] == ["level"]


def test_a_key_over_time(netilion, path):
    send(netilion, path, *(point(day, day) for day in range(1, 10)))
    found = netilion.get(f"{path}/level", **{"from": "2026-01-03T00:00:00Z", "to": "2026-01-06T00:00:00Z"})
    assert [one["value"] for one in found["data"]] == [3, 4, 5]
    assert (found["latest"], found["min"], found["max"], found["mean"]) == (9, 3, 5, 4)
    assert found["unit"]["id"] == 2
    pagination = found["pagination"]
    assert {name: pagination[name] for name in ("page_count", "per_page", "page")} == {
        "page_count": 1,
        "per_page": 500,
        "page": 1,
    }
    assert "total_count" not in pagination
    assert netilion.get(f"{path}/level", include_total_count="true")["pagination"]["total_count"] == 9
    last = netilion.get(f"{path}/level", order_by="-timestamp", per_page=2, page=2)
    assert [one["value"] for one in last["data"]] == [7, 6]
    assert last["pagination"]["next"].endswith("/values/level?order_by=-timestamp&page=3&per_page=2")
    assert netilion.get(f"{path}/level", per_page=5000)["pagination"]["per_page"] == 1000


def test_a_key_by_intervals(netilion, path):
    send(netilion, path, *(point(day, day) for day in range(1, 5)))
    found = netilion.get(f"{path}/level", aggregation="max", interval="1d")
    assert [one["value"] for one in found["data"]] == [1, 2, 3, 4]
    assert netilion.ask("GET", f"{path}/level?aggregation=max").status == 400


def test_values_are_removed_up_to_a_moment(netilion, path):
    send(netilion, path, *(point(day, day) for day in range(1, 5)))
    assert netilion.refused(netilion.ask("DELETE", path), 400) == [("blank", "to")]
    netilion.delete(f"{path}/level?to=2026-01-02T23:00:00Z")
    assert [one["value"] for one in netilion.get(f"{path}/level")["data"]] == [3, 4]
    netilion.delete(f"{path}?to=2026-02-01T00:00:00Z")
    assert netilion.get(path)["values"] == []


def test_a_bad_value_stores_nothing(netilion, path):
    assert netilion.refused(send(netilion, path, point(1, 1), point(2, "much")), 400) == [("invalid", "values")]
    assert netilion.refused(send(netilion, path, point(1, 1), unit="furlong"), 400) == [
        ("association_not_found", "values")
    ]
    assert netilion.refused(netilion.ask("POST", path, {}), 400) == [("blank", "values")]
    assert netilion.get(path)["values"] == []


def test_values_of_a_place_are_those_of_its_assets(netilion, asset, path):
    send(netilion, path, point(1, 5))
    tag = netilion.post("instrumentations", {"tag": "V-1"})
    place = f"instrumentations/{tag['id']}/values"
    assert netilion.get(place)["values"] == []
    assert netilion.ask("GET", f"{place}/level").status == 404
    netilion.post(f"instrumentations/{tag['id']}/assets", {"assets": [{"id": asset["id"]}]}, 204)
    assert [one["value"] for one in netilion.get(place)["values"]] == [5]
    assert [one["value"] for one in netilion.get(f"{place}/level")["data"]] == [5]


def test_values_share_the_right_of_their_asset(site, netilion, path):
    send(netilion, path, point(1, 5))
    other = site.speaks("other")
    assert other.refused(other.ask("GET", path), 404) == [("not_found_no_permission", None)]
    assert other.refused(send(other, path, point(1, 5)), 404) == [("not_found_no_permission", None)]


def test_values_are_included_in_assets_and_places(site, netilion, asset, path):
    send(netilion, path, point(1, 1), point(2, 2))
    send(netilion, path, point(1, 20), key="temp", unit="degree_celsius")
    tag = netilion.post("instrumentations", {"tag": "L-1"})
    netilion.post(f"instrumentations/{tag['id']}/assets", {"assets": [{"id": asset["id"]}]}, 204)
    (found,) = netilion.get("assets", include="values")["assets"]
    assert [(one["key"], one["value"], one["unit"]["id"]) for one in found["values"]] == [
        ("level", 2.0, 2),
        ("temp", 20.0, 3),
    ]
    whole = netilion.get(f"assets/{asset['id']}", include="values.unit,product")
    assert [one["unit"]["code"] for one in whole["values"]] == ["percent", "degree_celsius"]
    place = netilion.get(f"instrumentations/{tag['id']}", include="values,values.asset")
    assert {one["asset"]["id"] for one in place["values"]} == {asset["id"]}
    assert "assets" not in place
    both = netilion.get("instrumentations", include="values,assets")["instrumentations"][0]
    assert both["assets"]["total_count"] == 1
    assert len(both["values"]) == 2
    assert netilion.get(f"instrumentations/{tag['id']}/assets", include="values")["assets"][0]["values"]
    wrong = netilion.ask("GET", "nodes?include=values")
    assert netilion.refused(wrong, 400) == [("invalid_input", "include")]
    assert site.speaks("other").get("assets", include="values")["assets"] == []


def test_values_are_told_in_the_unit_that_is_asked_for(netilion, asset, path):
    send(netilion, path, point(1, 20), key="temp", unit="degree_celsius")
    (told,) = netilion.get(path, key_unit_id="temp[4]", include="unit")["values"]
    assert (told["value"], told["unit"]["code"]) == (293.15, "kelvin")
    answer = netilion.ask("GET", f"{path}?key_unit_id=temp[2]")
    assert netilion.refused(answer, 400)[0][1] == "key_unit_id"
