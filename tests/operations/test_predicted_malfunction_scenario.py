"""Predicted malfunction scenario: what every resource promises, and its malfunctions."""

from tests.contracts.suites import PlantContract


class TestPredictedMalfunctionScenario(PlantContract):
    kind = "predicted_malfunction_scenario"


def test_it_is_made_of_malfunctions(plants):
    plant = plants.here
    scenario = plant.make("predicted_malfunction_scenario")
    href = scenario["_links"]["malfunctions"]["href"]
    one = {
        "workplace": {"id": plant.make("workplace")["id"]},
        "operating_state": {"id": 4},
        "prewarning_date": "2026-02-01T06:00:00Z",
        "critical_date": "2026-02-02T06:00:00Z",
    }
    plant.engineer.post(href, {"predicted_malfunctions": [one, {**one, "prewarning_date": None}]}).ok(201)
    early = {**one, "critical_date": "2026-01-01T00:00:00Z"}
    assert plant.engineer.post(href, early).errors() == [("#/critical_date", "before_start")]
    assert len(plant.engineer.get(href).items("predicted_malfunctions")) == 2
    assert plants.there.engineer.get(href).status == 404
    assert plant.operator.post(href, one).status == 403
