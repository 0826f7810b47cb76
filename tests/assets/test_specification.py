"""Specifications: keys of the user's own, their versions, their rights, and how things are found by them."""

import pytest

pytestmark = pytest.mark.django_db
LEVEL = {"level": {"value": "4.2", "unit": "m"}}


@pytest.fixture
def plant(world):
    return world.here


@pytest.fixture
def asset(plant):
    return plant.make("asset")["_links"]["self"]["href"]


def put(plant, href, specifications, **headers):
    return plant.engineer.put(f"{href}/specifications", {"specifications": specifications}, **headers)


def patch(plant, href, specifications, **headers):
    return plant.engineer.patch(f"{href}/specifications", {"specifications": specifications}, **headers)


def get(plant, href, query=None, **headers):
    return plant.engineer.get(f"{href}/specifications", query, **headers)


def values(body):
    return {key: entry["value"] for key, entry in body["specifications"].items()}


@pytest.mark.parametrize("kind", ["asset", "product", "node", "instrumentation", "event", "system"])
def test_a_set_is_there_before_anything_was_written(plant, kind):
    made = plant.make(kind)
    link = made["_links"]["specifications"]
    answer = plant.engineer.follow(link)
    body = answer.ok()
    assert body["specifications"] == {}
    assert body["_links"]["self"]["href"] == link["href"]
    assert body["_links"][kind]["href"] == made["_links"]["self"]["href"]
    assert {"update", "replace", "delete", "history"} <= set(body["_links"])
    assert answer.headers["ETag"].startswith(f'"{made["id"]}-0-')
    body = plant.engineer.patch(link["href"], {"specifications": LEVEL}).ok()
    assert values(body) == {"level": "4.2"}
    assert ("ui_visible" in body["specifications"]["level"]) is (kind in ("asset", "node", "instrumentation"))


# -- writing -----------------------------------------------------------------------------------------------------------


def test_put_replaces_and_patch_merges(plant, asset):
    first = {"level": {"value": "4.2", "unit": "m", "ui_visible": True}, "Farbe": {"value": "rot"}}
    body = put(plant, asset, first).ok()
    assert list(body["specifications"]) == ["Farbe", "level"]
    entry = body["specifications"]["level"]
    assert {name: entry[name] for name in ("value", "unit", "ui_visible", "source_timestamp")} == {
        "value": "4.2",
        "unit": "m",
        "ui_visible": True,
        "source_timestamp": None,
    }
    assert entry["updated_at"].endswith("Z")
    body = patch(plant, asset, {"level": {"value": None}, "serial": {"value": "7"}, "Farbe": None}).ok()
    assert values(body) == {"level": None, "serial": "7"}
    assert body["specifications"]["level"]["unit"] == "m"
    assert body["specifications"]["level"]["ui_visible"] is True
    assert values(put(plant, asset, {"only": {"value": "1"}}).ok()) == {"only": "1"}


def test_keys_keep_their_case_and_any_character(plant, asset):
    keys = ["Größe", "größe", "a/b~c", "_links", "specifications", " with blanks ", "温度", "x" * 128]
    body = put(plant, asset, {key: {"value": key} for key in keys}).ok()
    assert values(body) == {key: key for key in keys}
    assert values(get(plant, asset).ok()) == {key: key for key in keys}


def test_plain_json_has_the_same_map(plant, asset):
    put(plant, asset, LEVEL)
    body = get(plant, asset, accept="application/json").ok()
    assert set(body) == {"specifications", "asset", "updated_at"}
    assert body["asset"]["href"] == asset
    assert values(body) == {"level": "4.2"}


def test_what_was_read_can_be_sent_back(plant, asset):
    etag = put(plant, asset, LEVEL).headers["ETag"]
    for accept in ("application/hal+json", "application/json"):
        answer = plant.engineer.put(f"{asset}/specifications", get(plant, asset, accept=accept).ok())
        assert answer.headers["ETag"] == etag


def test_delete_leaves_an_empty_set(plant, asset):
    put(plant, asset, LEVEL)
    assert plant.engineer.delete(f"{asset}/specifications").status == 204
    answer = get(plant, asset)
    assert answer.ok()["specifications"] == {}
    assert "-2-" in answer.headers["ETag"]
    assert plant.engineer.delete(f"{asset}/specifications").status == 204
    assert "-3-" in patch(plant, asset, LEVEL).headers["ETag"]


@pytest.mark.parametrize(
    ("specifications", "found"),
    [
        (5, [("", "invalid")]),
        ([], [("", "invalid")]),
        ({"k": 5}, [("/k", "invalid")]),
        ({"k": "text"}, [("/k", "invalid")]),
        ({"": {"value": "1"}}, [("", "blank")]),
        ({"  ": {"value": "1"}}, [("/%20%20", "blank")]),
        ({"k" * 10_000: {"value": "1"}}, [("/" + "k" * 128, "max_length")]),
        ({"k": {"value": "v" * 6001}}, [("/k/value", "max_length")]),
        ({"k": {"value": 5}}, [("/k/value", "invalid")]),
        ({"k": {"value": True}}, [("/k/value", "invalid")]),
        ({"k": {"value": [{"x": "1"}], "unit": "bar"}}, [("/k/value", "invalid")]),
        ({"k": {"value": [{"x": {}}], "unit": "vector"}}, [("/k/value", "invalid")]),
        ({"k": {"value": ["x"], "unit": "vector"}}, [("/k/value", "invalid")]),
        ({"k": {"unit": "u" * 51}}, [("/k/unit", "max_length")]),
        ({"k": {"ui_visible": "yes"}}, [("/k/ui_visible", "invalid")]),
        ({"k": {"source_timestamp": "2026-01-01"}}, [("/k/source_timestamp", "invalid")]),
        ({"k": {"surprise": 1}}, [("/k/surprise", "unknown")]),
        ({"a": {"value": 1}, "b": {"unit": 2}}, [("/a/value", "invalid"), ("/b/unit", "invalid")]),
        ({f"k{n}": {} for n in range(1001)}, [("", "too_many")]),
    ],
)
def test_what_cannot_stand_in_a_set_is_refused(plant, asset, specifications, found):
    for send in (put, patch):
        answer = send(plant, asset, specifications)
        assert answer.errors() == [(f"#/specifications{place}", code) for place, code in found]
    assert "-0-" in get(plant, asset).headers["ETag"]


def test_put_wants_the_map_and_no_null_keys(plant, asset):
    assert plant.engineer.put(f"{asset}/specifications", {}).errors() == [("#/specifications", "required")]
    assert put(plant, asset, {"k": None}).errors() == [("#/specifications/k", "invalid")]
    unknown = plant.engineer.patch(f"{asset}/specifications", {"level": {"value": "1"}})
    assert unknown.errors() == [("#/level", "unknown")]


def test_products_do_not_know_what_people_see(plant):
    product = plant.make("product")["_links"]["self"]["href"]
    answer = put(plant, product, {"k": {"value": "1", "ui_visible": True}})
    assert answer.errors() == [("#/specifications/k/ui_visible", "unknown")]
    assert get(plant, product, {"ui_visible": "true"}).problem(400, "unknown-parameter")


def test_a_vector_is_a_list_of_pairs(plant, asset):
    points = [{"0": "4"}, {"100": "20"}]
    body = put(plant, asset, {"curve": {"value": points, "unit": "vector"}}).ok()
    assert values(body) == {"curve": points}
    answer = patch(plant, asset, {"curve": {"unit": "bar"}})
    assert answer.errors() == [("#/specifications/curve/value", "invalid")]


# -- reading -----------------------------------------------------------------------------------------------------------


def test_the_query_chooses_keys(plant, asset):
    put(plant, asset, {"Alpha": {"value": "1", "ui_visible": True}, "alpine": {"value": "2"}, "beta": {"value": "3"}})
    assert set(get(plant, asset, {"key": "ALP*"}).ok()["specifications"]) == {"Alpha", "alpine"}
    assert set(get(plant, asset, {"key": "*a"}).ok()["specifications"]) == {"Alpha", "beta"}
    assert set(get(plant, asset, {"ui_visible": "true"}).ok()["specifications"]) == {"Alpha"}
    assert set(get(plant, asset, {"key": "alp*", "ui_visible": "false"}).ok()["specifications"]) == {"alpine"}
    assert get(plant, asset, {"ui_visible": "perhaps"}).status == 400
    assert get(plant, asset, {"keys": "a"}).problem(400, "unknown-parameter")


def test_reads_and_writes_are_conditional(plant, asset):
    empty = get(plant, asset).headers["ETag"]
    assert get(plant, asset, if_none_match=empty).status == 304
    first = patch(plant, asset, LEVEL, if_match=empty)
    etag = first.ok() and first.headers["ETag"]
    assert get(plant, asset, if_none_match=etag).status == 304
    assert get(plant, asset, if_modified_since=first.headers["Last-Modified"]).status == 304
    assert patch(plant, asset, {"k": {}}, if_match=empty).problem(412)
    assert put(plant, asset, {}, if_match='"1-99-hal"').problem(412)
    assert plant.engineer.delete(f"{asset}/specifications", if_match=empty).problem(412)
    assert patch(plant, asset, LEVEL, if_match=etag).headers["ETag"] == etag
    assert patch(plant, asset, LEVEL, if_match="*").headers["ETag"] == etag
    other = plant.make("asset")["_links"]["self"]["href"]
    assert patch(plant, other, LEVEL, if_match='"something"').problem(412)


def test_changing_the_set_is_no_change_of_the_asset_and_the_other_way_round(plant, asset):
    tag, own = plant.engineer.get(asset).headers["ETag"], get(plant, asset).headers["ETag"]
    plant.engineer.patch(asset, {"description": "new"}).ok()
    assert get(plant, asset).headers["ETag"] == own
    put(plant, asset, LEVEL).ok()
    assert int(plant.engineer.get(asset).headers["ETag"].split("-")[1]) == int(tag.split("-")[1]) + 1


def test_sets_can_be_included_with_one_query_for_all(plant, asset, django_assert_max_num_queries):
    put(plant, asset, LEVEL)
    key = int(asset.rpartition("/")[2])
    for _number in range(3):
        plant.make("asset")
    body = plant.engineer.get("assets", {"include": "specifications", "per_page": 100}).ok()
    found = {item["id"]: item["_embedded"]["specifications"] for item in body["_embedded"]["assets"]}
    assert values(found.pop(key)) == {"level": "4.2"}
    assert found
    assert all(one["specifications"] == {} for one in found.values())
    plain = plant.engineer.get(asset, {"include": "specifications,product.specifications"}, accept="application/json")
    assert values(plain.ok()["specifications"]) == {"level": "4.2"}
    assert plain.ok()["product"]["specifications"]["specifications"] == {}
    with django_assert_max_num_queries(30):
        plant.engineer.get("assets", {"include": "specifications", "per_page": 100}).ok()


# -- the past ----------------------------------------------------------------------------------------------------------


def test_a_set_has_versions_of_its_own(plant, asset):
    put(plant, asset, LEVEL)
    patch(plant, asset, {"level": {"value": "5"}})
    patch(plant, asset, {"level": {"value": "5"}})
    body = plant.engineer.get(f"{asset}/specifications/history").ok()
    rows = body["_embedded"]["history"]
    assert [(row["version"], row["event"]) for row in rows] == [(2, "update"), (1, "create")]
    assert rows[0]["changes"][0]["new"]["level"]["value"] == "5"
    assert rows[0]["user"]["name"] == "engineer of Kiel"
    then = plant.engineer.get(f"{asset}/specifications/history/1").ok()
    assert values(then) == {"level": "4.2"}
    restored = plant.engineer.follow(then["_links"]["restore"]).ok()
    assert values(restored) == {"level": "4.2"}
    assert len(plant.engineer.get(f"{asset}/specifications/history").items("history")) == 3
    assert plant.engineer.get(f"{asset}/specifications/history/9").status == 404


def test_a_removed_set_can_be_restored(plant, asset):
    put(plant, asset, LEVEL)
    plant.engineer.delete(f"{asset}/specifications")
    body = plant.engineer.post(f"{asset}/specifications/history/1/restore").ok()
    assert values(body) == {"level": "4.2"}
    assert plant.engineer.get("assets", {"specifications_key": "level"}).ok()["pagination"]["total_count"] == 1
    events = [row["event"] for row in plant.engineer.get(f"{asset}/specifications/history").items("history")]
    assert events == ["create", "delete", "create"]


def test_a_set_can_be_seen_as_it_was(plant, asset):
    before = plant.engineer.get(f"{asset}/history").items("history")[0]["changed_at"]
    first = put(plant, asset, LEVEL).ok()["updated_at"]
    patch(plant, asset, {"level": {"value": "5"}})
    assert get(plant, asset, {"as_of": before}).ok()["specifications"] == {}
    assert values(get(plant, asset, {"as_of": first}).ok()) == {"level": "4.2"}
    assert get(plant, asset, {"as_of": "2020-01-01T00:00:00Z"}).status == 404
    whole = plant.engineer.get(asset, {"as_of": first, "include": "specifications"}).ok()
    assert values(whole["_embedded"]["specifications"]) == {"level": "4.2"}


def test_the_past_of_a_deleted_asset_stays_readable(plant, asset):
    put(plant, asset, LEVEL)
    plant.engineer.delete(asset)
    assert get(plant, asset).status == 404
    rows = plant.engineer.get(f"{asset}/specifications/history").items("history")
    assert [row["event"] for row in rows] == ["delete", "create"]
    assert plant.colleague.get(f"{asset}/specifications/history").status == 404


# -- rights ------------------------------------------------------------------------------------------------------------


def grant(plant, asset, right, who="colleague"):
    plant.engineer.post(f"{asset}/permissions", {"right": right, "user": {"id": plant.users[who].pk}}).ok(201)


def test_the_right_is_that_of_the_asset(plant, world, asset):
    put(plant, asset, LEVEL)
    for other in (plant.colleague, world.there.engineer, world.there.admin):
        assert other.get(f"{asset}/specifications").status == 404
        assert other.patch(f"{asset}/specifications", {"specifications": LEVEL}).status == 404
        assert other.get(f"{asset}/specifications/history").status == 404
    grant(plant, asset, "read")
    body = plant.colleague.get(f"{asset}/specifications").ok()
    assert not {"update", "replace", "delete"} & set(body["_links"])
    for method in ("put", "patch"):
        answer = getattr(plant.colleague, method)(f"{asset}/specifications", {"specifications": {}})
        assert answer.problem(403)
    assert plant.colleague.delete(f"{asset}/specifications").status == 403
    assert plant.colleague.post(f"{asset}/specifications/history/1/restore").status == 403
    grant(plant, asset, "update")
    assert plant.colleague.patch(f"{asset}/specifications", {"specifications": {"k": {}}}).ok()
    assert plant.colleague.delete(f"{asset}/specifications").status == 204
    grant(plant, asset, "permit", "operator")
    assert plant.operator.get(f"{asset}/specifications").ok()
    assert plant.operator.patch(f"{asset}/specifications", {"specifications": LEVEL}).status == 403
    assert plant.reader.patch(f"{asset}/specifications", {"specifications": LEVEL}).status == 403


# -- finding -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def found(plant):
    """Assets by name with their specifications, and a way to ask for them."""
    names = {}
    for name, specifications in {
        "red": {"Colour": {"value": "Red"}, "size": {"value": "M"}},
        "blue": {"colour": {"value": "BLUE"}, "size": {"value": "L"}},
        "long": {"note": {"value": "begin " + "x" * 3000 + " needle"}},
        "curve": {"curve": {"value": [{"red": "1"}], "unit": "vector"}, "empty": {"value": None}},
    }.items():
        asset = plant.make("asset")
        names[asset["id"]] = name
        put(plant, asset["_links"]["self"]["href"], specifications).ok()

    def ask(**query):
        return sorted(names[key] for key in plant.engineer.get("assets", query).ids("assets"))

    return ask


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("colour", None, ["blue", "red"]),
        ("COL*", None, ["blue", "red"]),
        ("note,curve", None, ["curve", "long"]),
        (None, "red", ["red"]),
        (None, "*ed*", ["long", "red"]),
        (None, "beg*", ["long"]),
        (None, "*needle", ["long"]),
        (None, "*xxx", []),
        (None, "m,l", ["blue", "red"]),
        ("colour", "red", ["red"]),
        ("colour", "red,blue", ["blue", "red"]),
        ("colour,size", "red,m", ["red"]),
        ("colour,size", "red,l", []),
        ("size", "red", []),
        ("empty", None, ["curve"]),
        ("empty", "*", []),
        ("curve", "*1*", []),
    ],
)
def test_assets_are_found_by_what_is_specified(found, key, value, expected):
    given = {"specifications_key": key, "specifications_value": value}
    assert found(**{name: text for name, text in given.items() if text is not None}) == expected


def test_terms_follow_every_change(plant, asset):
    def hits(**query):
        return plant.engineer.get("assets", {f"specifications_{k}": v for k, v in query.items()}).ids("assets")

    put(plant, asset, {"a": {"value": "1"}, "b": {"value": "2"}})
    patch(plant, asset, {"a": {"value": "3"}})
    assert hits(key="a", value="1") == []
    assert len(hits(key="a", value="3")) == 1
    patch(plant, asset, {"a": None})
    assert hits(key="a") == []
    plant.engineer.delete(f"{asset}/specifications")
    assert hits(key="b") == []


def test_keys_and_values_must_pair(plant):
    query = {"specifications_key": "a,b", "specifications_value": "1"}
    assert plant.engineer.get("assets", query).errors() == [("specifications_value", "invalid")]
    body = {"specifications_key": ["a,x", "b"], "specifications_value": ["1", "2", "3"]}
    assert plant.engineer.post("assets/search", body).errors() == [("#/specifications_value", "invalid")]
    assert plant.engineer.post("assets/search", {"specifications_key": "a,x"}).ok()


# -- of users ----------------------------------------------------------------------------------------------------------


def test_specifications_of_a_user_are_written_by_an_admin(plant, world):
    user = plant.users["colleague"]
    href = f"/api/v1/users/{user.pk}/specifications"
    assert plant.engineer.patch(href, {"specifications": LEVEL}).status in (403, 404)
    assert values(plant.admin.patch(href, {"specifications": {"shift": {"value": "early"}}}).ok()) == {"shift": "early"}
    assert values(plant.admin.get(href).ok()) == {"shift": "early"}
    assert world.there.admin.get(href).status == 404
    assert plant.admin.get(f"{href}/history").items("history")[0]["version"] == 1
    found = plant.admin.get(f"/api/v1/users/{user.pk}", {"include": "specifications"}).ok()
    assert values(found["_embedded"]["specifications"]) == {"shift": "early"}
