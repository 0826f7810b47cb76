"""Specifications as Netilion's clients read and write them."""

import pytest


@pytest.fixture
def asset(netilion):
    company = netilion.post("companies", {"name": "Festo"})
    product = netilion.post("products", {"product_code": "P", "manufacturer": {"id": company["id"]}})
    return netilion.post("assets", {"serial_number": "SPEC", "product": {"id": product["id"]}})


@pytest.fixture
def path(asset):
    return f"assets/{asset['id']}/specifications"


def test_keys_are_merged(netilion, path):
    assert netilion.get(path) == {}
    netilion.patch(path, {"level": {"value": "3", "unit": "bar"}, "colour": {"value": "red"}})
    netilion.patch(path, {"level": {"value": 4, "ui_visible": "true"}})
    found = netilion.get(path)
    assert {name: found["level"][name] for name in ("value", "unit", "ui_visible")} == {
        "value": "4",
        "unit": "bar",
        "ui_visible": True,
    }
    assert found["colour"]["value"] == "red"
    assert set(netilion.get(path, key="col*")) == {"colour"}
    assert set(netilion.get(path, ui_visible="true")) == {"level"}


def test_a_key_is_found_in_any_case_and_keeps_its_own(netilion, path):
    netilion.patch(path, {"Level": {"value": "1"}})
    netilion.patch(path, {"LEVEL": {"value": "2"}})
    assert {key: entry["value"] for key, entry in netilion.get(path).items()} == {"Level": "2"}
    answer = netilion.ask("PATCH", path, {"a": {"value": "1"}, "A": {"value": "2"}})
    assert netilion.refused(answer, 400) == [("taken", "A")]


def test_an_unknown_value_is_null_and_the_key_stays(netilion, path):
    netilion.patch(path, {"level": {"value": "1"}})
    netilion.patch(path, {"level": {"value": None}})
    assert netilion.get(path)["level"]["value"] is None


def test_keys_are_removed_by_a_list(netilion, path):
    netilion.patch(path, {"a": {"value": "1"}, "b": {"value": "2"}})
    netilion.delete(path, ["A", "unknown"])
    assert set(netilion.get(path)) == {"b"}
    assert netilion.ask("DELETE", path, [1]).status == 400


def test_a_key_is_renamed_and_keeps_its_past(netilion, path):
    netilion.patch(path, {"old": {"value": "1", "unit": "bar"}})
    netilion.patch(path, {"old": {"value": "2"}})
    netilion.patch(f"{path}/rename", {"old": "new"})
    netilion.patch(path, {"new": {"value": "3"}, "other": {"value": "x"}})
    assert netilion.get(path)["new"]["unit"] == "bar"
    past = netilion.get(f"{path}/new/history", order_by="-updated_at")
    assert [entry["value"] for entry in past["new"]] == ["3", "2", "2", "1"]
    assert past["pagination"]["total_count"] == 4
    assert netilion.refused(netilion.ask("PATCH", f"{path}/rename", {"gone": "x"}), 400) == [
        ("specification_not_found", "gone")
    ]
    assert netilion.refused(netilion.ask("PATCH", f"{path}/rename", {"new": "other"}), 400) == [("taken", "other")]


def test_the_past_has_bounds(netilion, path):
    for number in range(1, 5):
        netilion.patch(path, {"k": {"value": str(number), "source_timestamp": f"2026-01-0{number}T00:00:00Z"}})

    def values(**query):
        return [entry["value"] for entry in netilion.get(f"{path}/k/history", **query)["k"]]

    assert values() == ["1", "2", "3", "4"]
    bounds = {"source_timestamp_from": "2026-01-02T12:00:00Z", "source_timestamp_to": "2026-01-03T12:00:00Z"}
    assert values(**bounds) == ["3"]
    assert values(**{name: value for name, value in bounds.items() if name.endswith("to")}) == ["1", "2", "3"]
    around = {"source_timestamp_from": "+2026-01-02T12:00:00Z", "source_timestamp_to": "2026-01-03T12:00:00Z+"}
    assert values(**around) == ["2", "3", "4"]
    assert values(per_page=3, page=2) == ["4"]
    assert netilion.ask("GET", f"{path}/k/history?updated_at_from=yesterday").status == 400


def test_included_specifications_may_be_limited_to_keys(netilion, asset, path):
    netilion.patch(path, {"a": {"value": "1"}, "b": {"value": "2"}})
    found = netilion.get(f"assets/{asset['id']}", include="specifications[a,c],status")
    assert set(found["specifications"]) == {"a"}
    assert set(netilion.get("assets", include="specifications")["assets"][0]["specifications"]) == {"a", "b"}
    node = netilion.post("nodes", {"name": "Bare"})
    assert netilion.get(f"nodes/{node['id']}", include="specifications")["specifications"] == {}


def test_things_are_found_by_what_they_say(netilion, path):
    netilion.patch(path, {"level": {"value": "high"}})
    assert len(netilion.get("assets", specifications_key="lev*", specifications_value="HIGH")["assets"]) == 1
    assert netilion.get("assets", specifications_value="low")["assets"] == []


def test_conditional_reads_of_specifications(netilion, path):
    netilion.patch(path, {"level": {"value": "1"}})
    first = netilion.ask("GET", path)
    assert netilion.ask("GET", path, if_none_match=first.headers["ETag"]).status == 304
    netilion.patch(path, {"level": {"value": "2"}})
    assert netilion.ask("GET", path, if_none_match=first.headers["ETag"]).status == 200


def test_bad_entries_are_named_by_key(netilion, path):
    answer = netilion.ask("PATCH", path, {"fine": {"value": "1"}, "long": {"value": "x" * 7000}})
    assert netilion.refused(answer, 400) == [("too_long", "long")]
    assert netilion.get(path) == {}


def test_an_admin_keeps_specifications_of_users(site):
    boss, path = site.speaks("boss"), f"users/{site.users['other'].pk}/specifications"
    assert boss.get(path) == {}
    boss.patch(path, {"shift": {"value": "early"}})
    boss.patch(f"{path}/rename", {"shift": "Team"})
    assert boss.get(path)["Team"]["value"] == "early"
    assert site.speaks("other").ask("PATCH", path, {"shift": {"value": "late"}}).status in (403, 404)
    boss.delete(path, ["team", "unknown"])
    assert boss.get(path) == {}
