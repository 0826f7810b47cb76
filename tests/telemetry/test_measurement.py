"""Values of an asset: stored once, corrected with the old one kept, read as they are or by intervals."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from telemetry.models import LatestMeasurement, Measurement, MeasurementRevision

pytestmark = pytest.mark.django_db
START = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday


def at(minutes):
    return (START + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M:%SZ")


def values(key, *points, **more):
    """A batch of one key; points are (minute, value)."""
    data = [{"timestamp": at(minute), "value": value} for minute, value in points]
    return {"values": [{"key": key, "data": data, **more}]}


def post(plant, asset, body, **options):
    return plant.engineer.post(f"{asset}/values", body, **options)


def over_time(plant, asset, key="level", **query):
    query = {name.removesuffix("_"): value for name, value in query.items()}
    return plant.engineer.get(f"{asset}/values/{key}", query).ok()


def points(body):
    return [(one["timestamp"], one["value"]) for one in body["data"]]


# -- storing -----------------------------------------------------------------------------------------------------------


def test_values_come_in_and_the_latest_of_each_key_is_shown(plant, asset):
    assert post(plant, asset, values("level", (0, 1.5), (2, 3.5), (1, 2.5), unit={"code": "metre"})).status == 204
    assert post(plant, asset, values("Temp", (0, 20), group="inlet")).status == 204
    answer = plant.engineer.get(f"{asset}/values")
    body = answer.ok()
    items = body["_embedded"]["values"]
    assert [(one["key"], one["group"], one["timestamp"], one["value"]) for one in items] == [
        ("level", "", at(2), 3.5),
        ("Temp", "inlet", at(0), 20.0),
    ]
    assert items[0]["_links"]["unit"]["title"] == "Metre"
    assert items[1]["_links"]["unit"]["href"] == "/api/v1/units/1"
    assert (items[0]["status"], items[0]["simulated"], items[0]["hold"]) == ("good", False, False)
    assert {"create", "delete", "asset"} <= set(body["_links"])
    assert plant.engineer.get(f"{asset}/values", if_none_match=answer.headers["ETag"]).status == 304
    assert plant.engineer.get(items[1]["_links"]["self"]["href"]).ok()["key"] == "Temp"
    plain = plant.engineer.get(f"{asset}/values", accept="application/json").ok()
    assert plain["values"][0]["unit"]["id"] == 8
    assert set(plain) == {"values", "pagination"}
    assert plant.engineer.get(asset).links["values"]["href"] == f"{asset}/values"


def test_the_same_again_is_no_duplicate(plant, asset):
    body = values("level", (0, 1), (1, 2))
    for _time in range(3):
        assert post(plant, asset, body).status == 204
    assert Measurement.objects.count() == 2
    assert MeasurementRevision.objects.count() == 0
    assert points(over_time(plant, asset)) == [(at(0), 1.0), (at(1), 2.0)]


def test_another_value_is_served_and_the_old_one_kept(plant, asset):
    post(plant, asset, values("level", (0, 1)))
    post(plant, asset, values("level", (0, 2)))
    post(plant, asset, values("level", (0, 3), (1, 9)))
    body = over_time(plant, asset, revisions="all")
    assert points(body) == [(at(0), 3.0), (at(1), 9.0)]
    assert [one["value"] for one in body["data"][0]["revisions"]] == [2.0, 1.0]
    assert {"received_at", "replaced_at"} <= set(body["data"][0]["revisions"][0])
    assert body["data"][1]["revisions"] == []
    assert "revisions" not in over_time(plant, asset)["data"][0]


def test_late_values_do_not_become_the_latest(plant, asset):
    post(plant, asset, values("level", (10, 1)))
    post(plant, asset, values("level", (5, 2)))
    assert over_time(plant, asset)["latest"]["timestamp"] == at(10)
    post(plant, asset, values("level", (10, 7)))
    assert over_time(plant, asset)["latest"]["value"] == 7.0
    assert points(over_time(plant, asset)) == [(at(5), 2.0), (at(10), 7.0)]


def test_of_two_values_for_one_instant_in_a_batch_the_last_is_served(plant, asset):
    body = values("level", (0, 1), (0, 1), (0, 2))
    for _time in range(2):
        assert post(plant, asset, body).status == 204
    found = over_time(plant, asset, revisions="all")["data"]
    assert [(one["value"], [old["value"] for old in one["revisions"]]) for one in found] == [(2.0, [1.0])]


def test_without_a_timestamp_it_is_now(plant, asset):
    before = datetime.now(UTC)
    assert post(plant, asset, {"values": [{"key": "level", "data": [{"value": 1}, {"value": 2}]}]}).status == 204
    found = over_time(plant, asset)["data"]
    assert [one["value"] for one in found] == [2.0]
    assert abs(datetime.fromisoformat(found[0]["timestamp"]) - before) < timedelta(minutes=1)


def test_keys_that_differ_in_case_are_one(plant, asset):
    post(plant, asset, values("Level", (0, 1)))
    post(plant, asset, values("LEVEL", (1, 2)))
    assert over_time(plant, asset, "level")["key"] == "Level"
    assert len(over_time(plant, asset, "lEVEL")["data"]) == 2


def test_a_key_may_hold_slashes(plant, asset):
    post(plant, asset, values("a/b c%", (0, 1)))
    item = plant.engineer.get(f"{asset}/values").items("values")[0]
    assert plant.engineer.follow(item["_links"]["self"]).ok()["key"] == "a/b c%"


def test_quality_and_flags_are_kept(plant, asset):
    point = {"timestamp": at(0), "value": 1, "status": "bad", "simulated": True, "hold": True}
    post(plant, asset, {"values": [{"key": "level", "data": [point, {"timestamp": at(1), "value": 2}]}]})
    assert over_time(plant, asset, status="bad")["data"] == [{**point, "value": 1.0}]
    assert len(over_time(plant, asset, status="good,uncertain")["data"]) == 1
    assert len(over_time(plant, asset, simulated="false")["data"]) == 1
    assert len(over_time(plant, asset, hold="true")["data"]) == 1


def test_units_stay_with_their_values(plant, asset):
    post(plant, asset, values("level", (0, 1), unit={"code": "METRE"}))
    post(plant, asset, values("level", (1, 1000), unit={"id": 9}))
    post(plant, asset, values("level", (2, 3)))
    body = over_time(plant, asset)
    assert body["_links"]["unit"]["title"] == "Metre"
    assert ["unit" in one for one in body["data"]] == [False, True, False]
    assert points(over_time(plant, asset, unit_id=9)) == [(at(1), 1000.0)]


def one(point, **more):
    return {"values": [{"key": "k", "data": [point], **more}]}


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ({}, [("/values", "required")]),
        ({"values": []}, [("/values", "invalid")]),
        ({"values": [7]}, [("/values/0", "invalid")]),
        ({"values": [{}]}, [("/values/0/key", "required"), ("/values/0/data", "required")]),
        ({"values": [{"key": "k", "data": []}]}, [("/values/0/data", "invalid")]),
        (one({"value": 1}, key=" "), [("/values/0/key", "blank")]),
        (one({"value": 1}, key="k" * 129), [("/values/0/key", "max_length")]),
        (one({"value": 1}, key=5), [("/values/0/key", "invalid")]),
        (one({"value": 1}, group="g" * 129), [("/values/0/group", "max_length")]),
        (one({"value": 1}, unit={"code": "parsec"}), [("/values/0/unit", "not_found")]),
        (one({"value": 1}, unit=10**12), [("/values/0/unit", "not_found")]),
        (one({"value": 1}, unit=[]), [("/values/0/unit", "not_found")]),
        ({"surprise": 1, **one({"value": 1})}, [("/surprise", "unknown")]),
        (one({"value": 1}, x=1), [("/values/0/x", "unknown")]),
        (one({"value": 1, "x": 1}), [("/values/0/data/0/x", "unknown")]),
        (one({}), [("/values/0/data/0/value", "required")]),
        (one(5), [("/values/0/data/0", "invalid")]),
        (one({"value": "2"}), [("/values/0/data/0/value", "invalid")]),
        (one({"value": True}), [("/values/0/data/0/value", "invalid")]),
        (one({"value": []}), [("/values/0/data/0/value", "invalid")]),
        (one({"value": 1, "timestamp": "2026-01-01T00:00:00"}), [("/values/0/data/0/timestamp", "invalid")]),
        (one({"value": 1, "timestamp": "2999-01-01T00:00:00Z"}), [("/values/0/data/0/timestamp", "future")]),
        (one({"value": 1, "timestamp": 5}), [("/values/0/data/0/timestamp", "invalid")]),
        (one({"value": 1, "status": "fine"}), [("/values/0/data/0/status", "invalid")]),
        (one({"value": 1, "status": []}), [("/values/0/data/0/status", "invalid")]),
        (one({"value": 1, "hold": "yes"}), [("/values/0/data/0/hold", "invalid")]),
        (one({"value": "a", "hold": 1}), [("/values/0/data/0/value", "invalid"), ("/values/0/data/0/hold", "invalid")]),
    ],
)
def test_one_bad_value_refuses_the_batch(plant, asset, body, found):
    if body.get("values"):
        body = {**body, "values": [*body["values"], {"key": "good", "data": [{"value": 1}]}]}
    answer = post(plant, asset, body)
    assert answer.errors() == [(f"#{place}", code) for place, code in found]
    assert Measurement.objects.count() == 0
    assert plant.engineer.get(f"{asset}/values").items("values") == []


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(plant, asset, number):
    raw = f'{{"values": [{{"key": "k", "data": [{{"value": {number}}}]}}]}}'.encode()
    assert plant.engineer.post(f"{asset}/values", raw=raw).status == 400


def test_too_many_values_are_refused(plant, asset, monkeypatch):
    monkeypatch.setattr("telemetry.rules.bodies.MOST_VALUES", 3)
    assert post(plant, asset, values("k", *((n, n) for n in range(3)))).status == 204
    assert post(plant, asset, values("k", *((n, n) for n in range(4)))).problem(413)


def test_a_retry_with_a_key_is_answered_alike(plant, asset):
    for _time in range(2):
        assert post(plant, asset, values("level", (0, 1)), idempotency_key="once").status == 204
    assert post(plant, asset, values("level", (0, 2)), idempotency_key="once").status == 422


# -- reading -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(plant, asset):
    """Ten values, one a minute: 0 to 9."""
    assert post(plant, asset, values("level", *((n, n) for n in range(10)))).status == 204
    return asset


def test_a_window_includes_both_ends(plant, filled):
    body = over_time(plant, filled, from_=at(2), to=at(4))
    assert points(body) == [(at(2), 2.0), (at(3), 3.0), (at(4), 4.0)]
    assert (body["min"], body["max"], body["mean"]) == (2.0, 4.0, 3.0)
    assert body["latest"]["value"] == 9.0
    assert body["pagination"]["total_count"] == 3
    empty = over_time(plant, filled, from_=at(100))
    assert (empty["data"], empty["min"], empty["mean"]) == ([], None, None)


def test_only_the_values_of_some_periods(plant, filled):
    both = f"{at(0)}/{at(1)},{at(4)}/{at(5)}"
    assert [when for when, _value in points(over_time(plant, filled, within=both))] == [at(0), at(1), at(4), at(5)]
    for wrong in ("", "yesterday", at(0), f"{at(0)}/", ",".join([both] * 51)):
        answer = plant.engineer.get(f"{filled}/values/level", {"within": wrong})
        assert answer.errors() == [("within", "invalid")]


def test_pages_follow_each_other(plant, filled):
    body = over_time(plant, filled, order_by="-timestamp", per_page=4)
    found = points(body)
    while "next" in body["_links"]:
        body = plant.engineer.follow(body["_links"]["next"]).ok()
        found += points(body)
    assert found == [(at(n), float(n)) for n in range(9, -1, -1)]
    assert body["pagination"]["page_count"] == 3


def test_without_a_total_only_next_is_told(plant, filled):
    answer = plant.engineer.get(f"{filled}/values/level", {"include_total_count": "false", "per_page": 5})
    body = answer.ok()
    assert "total_count" not in body["pagination"]
    assert "min" not in body
    assert "X-Total-Count" not in answer.headers
    assert "last" not in body["_links"]
    body = plant.engineer.follow(body["_links"]["next"]).ok()
    assert points(body)[0] == (at(5), 5.0)
    assert "next" not in body["_links"]


def test_values_are_put_together_by_intervals(plant, filled):
    def together(what, interval, **query):
        body = over_time(plant, filled, aggregation=what, interval=interval, **query)
        return [(one["timestamp"], one["value"], one["count"]) for one in body["data"]]

    assert together("mean", "5m") == [(at(0), 2.0, 5), (at(5), 7.0, 5)]
    assert together("sum", "4m", order_by="-timestamp") == [(at(8), 17.0, 2), (at(4), 22.0, 4), (at(0), 6.0, 4)]
    assert together("min", "1h") == [(at(0), 0.0, 10)]
    assert together("max", "1d") == [(at(0), 9.0, 10)]
    assert together("max", "1w") == [(at(0), 9.0, 10)]
    assert together("mean", "5m", from_=at(3)) == [(at(0), 3.5, 2), (at(5), 7.0, 5)]
    (moment, deviation, count), *_rest = together("stddev", "1h")
    assert (moment, round(deviation, 9), count) == (at(0), 3.027650354, 10)
    body = over_time(plant, filled, aggregation="mean", interval="4m", per_page=2)
    assert body["pagination"]["total_count"] == 3
    assert len(body["data"]) == 2


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ({"from": "2026-01-01"}, "from"),
        ({"from": "null"}, "from"),
        ({"from": at(5), "to": at(4)}, "to"),
        ({"order_by": "value"}, "order_by"),
        ({"per_page": 1001}, "per_page"),
        ({"page": 0}, "page"),
        ({"aggregation": "mean"}, "interval"),
        ({"interval": "3h"}, "aggregation"),
        ({"aggregation": "median", "interval": "3h"}, "aggregation"),
        ({"aggregation": "mean", "interval": "3y"}, "interval"),
        ({"aggregation": "mean", "interval": "0h"}, "interval"),
        ({"aggregation": "mean", "interval": "3h", "revisions": "all"}, "revisions"),
        ({"revisions": "some"}, "revisions"),
        ({"status": "fine"}, "status"),
        ({"hold": "perhaps"}, "hold"),
        ({"unit_id": "metre"}, "unit_id"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_what_cannot_be_asked_is_refused(plant, filled, query, parameter):
    answer = plant.engineer.get(f"{filled}/values/level", query)
    assert [place for place, _code in answer.errors()] == [parameter]


def test_a_key_in_several_groups_is_asked_for_by_group(plant, asset):
    post(plant, asset, values("t", (0, 1), group="in"))
    assert over_time(plant, asset, "t")["group"] == "in"
    post(plant, asset, values("t", (0, 2), group="out"))
    problem = plant.engineer.get(f"{asset}/values/t").problem(400)
    assert problem["groups"] == ["in", "out"]
    assert over_time(plant, asset, "t", group="OUT")["data"][0]["value"] == 2.0
    post(plant, asset, values("t", (0, 3)))
    assert over_time(plant, asset, "t")["data"][0]["value"] == 3.0
    assert over_time(plant, asset, "t", group="")["data"][0]["value"] == 3.0
    keys = plant.engineer.get(f"{asset}/values", {"key": "T,x", "group": "in"}).items("values")
    assert [one["value"] for one in keys] == [1.0]


def test_unknown_keys_are_not_found(plant, asset):
    assert plant.engineer.get(f"{asset}/values/level").status == 404
    assert plant.engineer.delete(f"{asset}/values/level?to={at(0)}").status == 404


# -- removing ----------------------------------------------------------------------------------------------------------


def test_values_are_removed_up_to_a_moment(plant, filled):
    post(plant, filled, values("other", (0, 1), (9, 2)))
    post(plant, filled, values("level", (0, 5)))
    assert plant.engineer.delete(f"{filled}/values/level?from={at(1)}&to={at(2)}").status == 204
    assert [moment for moment, _value in points(over_time(plant, filled))] == [at(n) for n in (0, *range(3, 10))]
    assert plant.engineer.delete(f"{filled}/values?to={at(8)}").status == 204
    assert points(over_time(plant, filled)) == [(at(9), 9.0)]
    assert points(over_time(plant, filled, "other")) == [(at(9), 2.0)]
    assert MeasurementRevision.objects.count() == 0
    assert plant.engineer.delete(f"{filled}/values").errors() == [("to", "required")]


def test_the_latest_is_found_anew(plant, filled):
    plant.engineer.delete(f"{filled}/values/level?from={at(7)}&to={at(20)}")
    assert over_time(plant, filled)["latest"]["value"] == 6.0
    plant.engineer.delete(f"{filled}/values?to={at(20)}")
    assert over_time(plant, filled)["latest"] is None
    assert plant.engineer.get(f"{filled}/values").items("values") == []


def test_with_the_asset_its_values_go(plant, filled):
    assert plant.engineer.delete(filled).status == 204
    assert Measurement.objects.count() == 0
    assert LatestMeasurement.objects.count() == 0


# -- rights ------------------------------------------------------------------------------------------------------------


def test_the_right_is_that_of_the_asset(plant, world, filled):
    body, window = values("level", (0, 100)), f"{filled}/values/level"
    for other in (plant.colleague, world.there.admin):
        assert other.get(f"{filled}/values").status == 404
        assert other.get(window).status == 404
        assert other.post(f"{filled}/values", body).status == 404
        assert other.delete(f"{filled}/values?to={at(0)}").status == 404

    def grant(right):
        plant.engineer.post(f"{filled}/permissions", {"right": right, "user": {"id": plant.users["colleague"].pk}}).ok(
            201
        )

    grant("read")
    assert plant.colleague.get(window).ok()
    links = plant.colleague.get(f"{filled}/values").links
    assert not {"create", "delete"} & set(links)
    assert plant.colleague.post(f"{filled}/values", body).status == 403
    grant("update")
    assert plant.colleague.post(f"{filled}/values", body).status == 204
    assert plant.colleague.delete(f"{filled}/values?to={at(0)}").status == 403
    grant("delete")
    assert plant.colleague.delete(f"{filled}/values?to={at(0)}").status == 204
    assert plant.reader.post(f"{filled}/values", body).status == 403
    assert plant.operator.post(f"{filled}/values", body).status == 404


def test_values_in_months_without_a_piece_are_kept_all_the_same(plant, asset):
    moments = ["1999-12-31T23:59:59Z", "2026-02-28T23:59:59.999999Z", "2026-03-01T00:00:00Z"]
    data = [{"timestamp": moment, "value": 1} for moment in moments]
    assert post(plant, asset, {"values": [{"key": "level", "data": data}]}).status == 204
    assert [one["timestamp"] for one in over_time(plant, asset)["data"]] == moments
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT DISTINCT tableoid::regclass::text FROM telemetry_measurement ORDER BY 1")
            assert len(cursor.fetchall()) == 3
