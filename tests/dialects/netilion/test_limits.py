"""Thresholds, as Netilion's clients know them."""

import pytest

BASE = "http://testserver/v1"
HIGH = {"name": "High", "key": "flow", "value": 12.5, "tolerance": 0.5, "threshold_type": "high", "notification": True}


@pytest.fixture
def place(netilion):
    return netilion.post("instrumentations", {"tag": "F-112"})


@pytest.fixture
def path(place):
    return f"instrumentations/{place['id']}/thresholds"


def test_a_threshold_is_set_read_changed_and_removed(netilion, path):
    made = netilion.post(path, {**HIGH, "unit_id": 5})
    assert {name: made[name] for name in HIGH} == HIGH
    assert made["unit_id"] == 5
    assert netilion.get(f"{path}/{made['id']}") == made
    changed = netilion.ask("PATCH", f"{path}/{made['id']}", {"value": 13, "unit_id": 6}).ok(200)
    assert (changed["value"], changed["unit_id"], changed["name"]) == (13, 6, "High")
    netilion.delete(f"{path}/{made['id']}")
    assert netilion.get(path)["thresholds"] == []


def test_creating_a_threshold_tells_where(netilion, path):
    answer = netilion.ask("POST", path, HIGH)
    assert answer.headers["Location"] == f"{BASE}/{path}/{answer.ok(201)['id']}"


def test_thresholds_are_found_by_key_and_type(netilion, path):
    netilion.post(path, HIGH)
    low = netilion.post(path, {**HIGH, "name": "Low", "key": "level", "threshold_type": "low"})
    assert netilion.get(path, threshold_type="low", key="lev*")["thresholds"] == [low]
    assert netilion.get(path, order_by="-id")["thresholds"][0] == low


def test_systems_have_thresholds_too(netilion, path):
    made = netilion.post(path, HIGH)
    system = netilion.post("systems", {"name": "Circuit"})
    own = netilion.post(f"systems/{system['id']}/thresholds", HIGH)
    assert netilion.get(f"systems/{system['id']}/thresholds")["thresholds"] == [own]
    assert netilion.ask("GET", f"systems/{system['id']}/thresholds/{made['id']}").status == 404


def test_an_instrumentation_includes_its_thresholds(netilion, place, path):
    made = netilion.post(path, HIGH)
    found = netilion.get(f"instrumentations/{place['id']}", include="thresholds")
    assert [one["id"] for one in found["thresholds"]] == [made["id"]]
    assert found["thresholds"][0]["href"] == f"{BASE}/{path}/{made['id']}"


def test_bad_thresholds_name_what_is_bad(netilion, path):
    body = {**HIGH, "threshold_type": "sideways", "value": "much", "unit_id": 99999}
    assert set(netilion.refused(netilion.ask("POST", path, body), 400)) == {
        ("invalid", "threshold_type"),
        ("invalid", "value"),
        ("association_not_found", "unit_id"),
    }


def test_thresholds_are_for_those_who_may_read_the_place(site, path):
    other = site.speaks("other")
    assert other.ask("GET", path).status == 404
    assert other.refused(other.ask("POST", path, HIGH), 404) == [("not_found_no_permission", None)]
