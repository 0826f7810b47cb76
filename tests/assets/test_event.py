"""Events: what every resource promises, and that they always happened to something."""

import pytest

from tests.contracts.suites import PlantContract


class TestEvent(PlantContract):
    kind = "event"


@pytest.fixture
def plant(plants):
    return plants.here


def test_an_event_needs_an_asset_or_an_instrumentation(plant):
    body = plant.body("event")
    assets = body.pop("assets")
    for given in ({}, {"assets": []}, {"assets": [], "instrumentations": []}, {"nodes": [plant.sample("node")["id"]]}):
        assert plant.engineer.post("events", {**body, **given}).errors() == [("#/assets", "required")]
    place = {"instrumentations": [{"id": plant.sample("instrumentation")["id"]}]}
    plant.engineer.post("events", {**body, **place}).ok(201)
    made = plant.engineer.post("events", {**body, "assets": assets}).ok(201)
    href = made["_links"]["self"]["href"]
    assert plant.engineer.patch(href, {"assets": []}).errors() == [("#/assets", "required")]
    assert plant.engineer.delete(f"{href}/assets", {"assets": assets}).errors() == [("#/assets", "required")]
    bulk = {"events": [{"id": made["id"], "assets": []}]}
    assert plant.engineer.post("events/update", bulk).errors() == [("#/events/0/assets", "required")]
    assert plant.engineer.get(f"{href}/assets").ids("assets") == [one["id"] for one in assets]


def test_an_event_ends_after_it_began(plant):
    times = {"start_datetime": "2026-01-02T00:00:00Z", "end_datetime": "2026-01-01T00:00:00Z"}
    errors = plant.engineer.post("events", plant.body("event", **times)).errors()
    assert len(errors) == 1
    made = plant.make("event", **{**times, "end_datetime": times["start_datetime"]})
    plant.engineer.patch(made["_links"]["self"]["href"], {"end_datetime": "2025-12-31T23:59:59+00:00"}).problem(400)


def test_events_of_a_type_that_is_kept_are_not_deleted(plant):
    kept = plant.make("event_type", deletable=False)
    href = plant.make("event", type={"id": kept["id"]})["_links"]["self"]["href"]
    plant.engineer.delete(href).problem(409)
    plant.engineer.get(href).ok()


def test_an_event_comes_back_with_what_it_happened_to(plant):
    made = plant.make("event")
    href = made["_links"]["self"]["href"]
    before = plant.engineer.get(f"{href}/assets").ids("assets")
    assert before
    assert plant.engineer.delete(href).status == 204
    plant.engineer.post(f"{href}/history/1/restore").ok()
    assert plant.engineer.get(f"{href}/assets").ids("assets") == before


def test_an_event_keeps_the_last_asset_from_either_side(world):
    here = world.here
    asset = here.make("asset")
    event = here.make("event", assets=[{"id": asset["id"]}])
    href, body = f"{asset['_links']['self']['href']}/events", {"events": [{"id": event["id"]}]}
    assert here.engineer.delete(href, body).errors() == [("#/assets", "required")]
    assert here.engineer.get(href).ids("events") == [event["id"]]


def test_what_is_all_that_an_event_happened_to_is_not_deleted(world):
    here = world.here
    asset, place = here.make("asset")["id"], here.make("instrumentation")["id"]
    event = here.make("event", assets=[{"id": asset}])["id"]
    here.engineer.delete(f"assets/{asset}").problem(409, "in-use")
    assert here.engineer.get(f"events/{event}/assets").ids("assets") == [asset]
    here.engineer.post(f"events/{event}/instrumentations", {"instrumentations": [{"id": place}]}).ok(204)
    here.engineer.delete(f"assets/{asset}").ok(204)
    here.engineer.delete(f"instrumentations/{place}").problem(409, "in-use")
    here.engineer.delete(f"events/{event}").ok(204)
    here.engineer.delete(f"instrumentations/{place}").ok(204)


def test_an_event_does_not_come_back_without_what_it_happened_to(world):
    here = world.here
    asset = here.make("asset")["id"]
    event = here.make("event", assets=[{"id": asset}])["_links"]["self"]["href"]
    here.engineer.delete(event).ok(204)
    here.engineer.delete(f"assets/{asset}").ok(204)
    restore = f"{event}/history/1/restore"
    conflicts = here.engineer.post(f"{restore}?dry_run=true").ok()["conflicts"]
    assert [(one["pointer"], one["code"]) for one in conflicts] == [("#/assets", "required")]
    assert here.engineer.post(restore).errors(409) == [("#/assets", "required")]
    here.engineer.get(event).problem(404)
