"""The scheduled dates of an order: its own and those of its operations, all or none."""

import pytest

START, END = "2026-03-02T00:00:00Z", "2026-03-06T00:00:00Z"
WEEK = {"scheduled_start_date": START, "scheduled_end_date": END}
BACKWARDS = {"scheduled_start_date": END, "scheduled_end_date": START}


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def order(plant):
    return plant.make("production_order", scheduled_start_date=None, scheduled_end_date=None)


@pytest.fixture
def two(plant, order):
    return [{"id": plant.make("operation", production_order={"id": order["id"]})["id"]} for _ in range(2)]


@pytest.fixture
def href(order):
    return order["_links"]["scheduledDates"]["href"]


def versions(plant, href):
    return plant.engineer.get(f"{href}/history").ok()["pagination"]["total_count"]


def test_they_follow_from_the_operations_until_the_order_has_its_own(plant, two, href):
    plant.engineer.put(f"operations/{two[0]['id']}/scheduledDates", WEEK).ok()
    told = plant.engineer.get(href).ok()
    assert (told["scheduled_start_date"], told["scheduled_end_date"]) == (START, END)
    assert [one["scheduled_end_date"] for one in told["elements"]] == [END, None]
    told = plant.engineer.put(href, {"scheduled_start_date": "2026-03-01T00:00:00Z"}).ok()
    assert told["scheduled_start_date"] == "2026-03-01T00:00:00Z"
    assert told["elements"][0]["scheduled_end_date"] == END, "what is not named stays"


def test_all_are_written_with_one_version_each(plant, order, two, href):
    body = {**WEEK, "elements": [{"operation": one, **WEEK} for one in two]}
    plant.engineer.put(href, body).ok()
    assert versions(plant, order["_links"]["self"]["href"]) == 2
    assert [versions(plant, f"operations/{one['id']}/scheduledDates") for one in two] == [1, 1]
    plant.engineer.put(href, plant.engineer.get(href).ok()).ok()
    assert versions(plant, order["_links"]["self"]["href"]) == 2, "an echo changes nothing"


def test_everything_wrong_is_named_and_nothing_written(plant, order, two, href):
    foreign = {"id": plant.make("operation")["id"]}
    elements = [{"operation": two[0], **WEEK}, {"operation": two[1], **BACKWARDS}, {"operation": foreign}, {}, 5]
    refused = plant.engineer.put(href, {**BACKWARDS, "elements": elements})
    assert set(refused.errors()) == {
        ("#/scheduled_end_date", "before_start"),
        ("#/elements/1/scheduled_end_date", "before_start"),
        ("#/elements/2/operation", "not_found"),
        ("#/elements/3/operation", "required"),
        ("#/elements/4", "invalid"),
    }
    assert refused.status == 400
    assert plant.engineer.get(f"operations/{two[0]['id']}/scheduledDates").ok()["scheduled_start_date"] is None
    assert versions(plant, order["_links"]["self"]["href"]) == 1
    for body, wrong in (
        ({"elements": 5}, ("#/elements", "invalid")),
        ({"surprise": 1}, ("#/surprise", "unknown")),
        ({"elements": [{"operation": two[0]}, {"operation": two[0]}]}, ("#/elements/0/operation", "duplicate")),
        ({"elements": [{"operation": two[0], "surprise": 1}]}, ("#/elements/0/surprise", "unknown")),
        ({"scheduled_start_date": "soon"}, ("#/scheduled_start_date", "invalid")),
    ):
        assert plant.engineer.put(href, body).errors()[0] == wrong
    assert plant.engineer.put(href, []).status == 400


def test_it_may_insist_on_what_was_read(plant, two, href):
    tag = plant.engineer.get(href).headers["ETag"]
    plant.engineer.put(f"operations/{two[0]['id']}/scheduledDates", WEEK).ok()
    assert plant.engineer.put(href, WEEK, if_match=tag).status == 412
    tag = plant.engineer.get(href).headers["ETag"]
    assert plant.engineer.get(href, if_none_match=tag).status == 304
    plant.engineer.put(href, WEEK, if_match=tag).ok()


def test_only_who_may_change_the_order_may(plants, plant, href):
    assert plant.engineer.get(href).links["replace"]["method"] == "PUT"
    assert "replace" not in plant.operator.get(href).links
    assert plant.operator.put(href, WEEK).status == 403
    assert plants.there.engineer.get(href).status == 404
    assert plants.there.engineer.put(href, WEEK).status == 404


def test_elements_come_page_by_page(plant, two, href):
    page = plant.engineer.get(href, {"per_page": 1, "page": 2}).ok()
    assert [one["operation"]["id"] for one in page["elements"]] == [two[1]["id"]]
    assert page["pagination"]["total_count"] == 2
    assert plant.engineer.get(href, {"limit": 1}).errors() == [("limit", "unknown")]
