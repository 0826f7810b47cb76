"""Planning scenario: what every resource promises, and what its assignments amount to."""

from tests.contracts.suites import PlantContract


class TestPlanningScenario(PlantContract):
    kind = "planning_scenario"


def test_a_scenario_tells_what_its_assignments_amount_to(plants):
    plant = plants.here
    scenario = plant.make("planning_scenario")
    href = scenario["_links"]["assignments"]["href"]
    assert (scenario["number_of_operations"], scenario["planned_start_date"]) == (0, None)
    order = {"production_order": {"id": plant.make("production_order")["id"]}}
    elements = [
        {
            "operation": {"id": plant.make("operation", **order)["id"]},
            "workplace": {"id": plant.make("workplace")["id"]},
            "start_date": f"2026-02-01T{hour:02d}:00:00Z",
            "end_date": f"2026-02-01T{hour + 2:02d}:00:00Z",
        }
        for hour in (6, 9)
    ]
    plant.engineer.post(href, {"scenario_assignments": elements}).ok(201)
    told = plant.engineer.get(scenario["_links"]["self"]["href"], {"include": "assignments"}).ok()
    assert (told["number_of_operations"], told["number_of_workplaces"]) == (2, 2)
    assert (told["number_of_production_orders"], told["planned_execution_time"]) == (1, 4 * 3_600_000)
    assert told["planned_start_date"] == "2026-02-01T06:00:00Z"
    assert told["planned_end_date"] == "2026-02-01T11:00:00Z"
    assert len(told["_embedded"]["assignments"]) == 2
    elements[0]["end_date"] = "2026-01-01T00:00:00Z"
    refused = plant.engineer.post(href, {"scenario_assignments": elements[:1]})
    assert refused.errors() == [("#/scenario_assignments/0/end_date", "before_start")]
    assert plant.engineer.get(f"operations/{elements[1]['operation']['id']}/planningResult").status == 404
