"""The latest values of many assets: what is told, to whom, and at what cost."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext


@pytest.fixture
def plant(plants):
    return plants.here


def store(plant, asset, key, *values):
    data = [{"timestamp": f"2026-01-{day:02d}T00:00:00Z", "value": value} for day, value in enumerate(values, 1)]
    body = {"values": [{"key": key, "unit": {"code": "percent"}, "data": data}]}
    assert plant.engineer.post(f"assets/{asset['id']}/values", body).status == 204


@pytest.fixture
def assets(plant):
    made = [plant.make("asset") for _ in range(3)]
    for place, asset in enumerate(made):
        store(plant, asset, "level", 1, place)
    store(plant, made[0], "flow", 7)
    return made


def test_each_key_of_each_asset_is_told(plant, assets):
    asked = ",".join(str(asset["id"]) for asset in assets)
    rows = plant.engineer.get("values", {"asset_id": asked}).items("values")
    assert [(row["key"], row["value"]) for row in rows] == [("flow", 7), ("level", 0), ("level", 1), ("level", 2)]
    assert rows[0]["_links"]["asset"]["href"] == assets[0]["_links"]["self"]["href"]
    plain = plant.engineer.get("values", {"asset_id": asked}, accept="application/json").ok()["values"]
    assert [row["asset"]["id"] for row in plain] == [assets[place]["id"] for place in (0, 0, 1, 2)]
    one = plant.engineer.get("values", {"asset_id": assets[0]["id"], "key": "LEVEL"}).items("values")
    assert [row["key"] for row in one] == ["level"]


def test_it_tells_what_the_caller_may_read(plants, plant, assets):
    asked = {"asset_id": assets[0]["id"]}
    assert plant.colleague.get("values", asked).items("values") == []
    assert plants.there.admin.get("values", asked).items("values") == []
    assert len(plant.admin.get("values", asked).items("values")) == 2
    plants.nobody.get("values").problem(401)


def test_what_makes_no_sense_is_refused(plant):
    for name in ("asset_id", "page", "per_page", "after"):
        assert plant.engineer.get("values", {name: "x"}).errors()[0][0] == name
    assert plant.engineer.get("values", {"colour": "red"}).errors() == [("colour", "unknown")]
    plant.engineer.post("values", {}).problem(405)


def test_it_costs_the_same_for_any_number(plant, assets):
    counts = []
    for size in (1, 4):
        with CaptureQueriesContext(connection) as found:
            assert len(plant.engineer.get("values", {"per_page": size}).items("values")) == size
        counts.append(len(found))
    assert counts[0] == counts[1]


def test_values_are_told_in_other_units(plant):
    asset = plant.make("asset")
    data = [{"timestamp": "2026-01-01T00:00:00Z", "value": 61.411}]
    units = {"Temp": "degree_celsius", "p": "bar"}
    values = [{"key": key, "unit": {"code": code}, "data": data} for key, code in units.items()]
    assert plant.engineer.post(f"assets/{asset['id']}/values", {"values": values}).status == 204
    for path, further in ((f"assets/{asset['id']}/values", {}), ("values", {"asset_id": asset["id"]})):
        query = {**further, "key_unit_id": "temp[4], P[6]"}
        rows = plant.engineer.get(path, query, accept="application/json").ok()["values"]
        told = [(row["key"], row["value"], row["unit"]["id"]) for row in rows]
        assert told == [("p", 61411, 6), ("Temp", 334.561, 4)]
        for wrong in ("temp", "temp[x]", "temp[0]", "[4]", "temp[5]", "temp[987654321]", "temp[4],"):
            found = plant.engineer.get(path, {**query, "key_unit_id": wrong}).errors()
            assert found[0][0] == "key_unit_id", wrong
    kept = plant.engineer.get(f"assets/{asset['id']}/values").items("values")
    assert [row["value"] for row in kept] == [61.411, 61.411]
