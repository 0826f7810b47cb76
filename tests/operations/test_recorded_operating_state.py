"""Recorded operating state: what every resource promises."""

from tests.contracts.suites import PlantContract


class TestRecordedOperatingState(PlantContract):
    kind = "recorded_operating_state"


def test_a_workplace_shows_what_is_recorded_without_an_end(world):
    plant = world.here
    first, second = (plant.make("operating_state", by=plant.admin)["id"] for _ in range(2))
    workplace = plant.make("workplace")["id"]
    unknown = int(plant.make("workplace")["_links"]["operating_state"]["href"].rpartition("/")[2])
    body = {"workplace": {"id": workplace}, "operating_state": {"id": first}, "start_date": "2026-01-01T06:00:00Z"}
    href = plant.engineer.post("recordedOperatingStates", body).ok(201)["_links"]["self"]["href"]

    def shown():
        found = plant.engineer.get(f"workplaces/{workplace}", accept="application/json").ok()["operating_state"]
        return found["id"]

    assert shown() == first
    plant.engineer.patch(href, {"operating_state": {"id": second}}).ok()
    assert shown() == second
    plant.engineer.patch(href, {"end_date": "2026-01-01T07:00:00Z"}).ok()
    assert shown() == unknown
    plant.engineer.post(f"{href}/history/2/restore").ok()
    assert shown() == second
    later = {**body, "start_date": "2026-01-01T08:00:00Z"}
    newest = plant.engineer.post("recordedOperatingStates", later).ok(201)["_links"]["self"]["href"]
    assert shown() == first
    plant.engineer.patch(href, {"remark": "x"}).ok()
    assert shown() == first
    plant.engineer.delete(newest).ok(204)
    assert shown() == unknown
