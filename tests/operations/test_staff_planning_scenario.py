"""Staff planning scenario: what every resource promises, and how far it covers what operations ask for."""

from __future__ import annotations

import pytest

from tests.contracts.suites import PlantContract

HOUR = 3_600_000


class TestStaffPlanningScenario(PlantContract):
    kind = "staff_planning_scenario"


def hours(start: int, end: int) -> dict[str, str]:
    return {"start_date": f"2026-02-01T{start:02d}:00:00Z", "end_date": f"2026-02-01T{end:02d}:00:00Z"}


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def operation(plant):
    """It takes two people for processing and one for setup."""
    made = plant.make("operation")
    for phase, capacity in (("PROCESSING", 2), ("SETUP", 1)):
        needs = {"operation": {"id": made["id"]}, "phase": phase, "capacity": capacity}
        plant.make("required_skill", **needs)
    return made


def assign(plant, scenario, *periods):
    """Somebody else for each period."""
    href = scenario["_links"]["assignments"]["href"]
    elements = []
    for start, end in periods:
        member = plant.make("staff_member")
        shift = plant.make("staff_member_shift", staff_member={"id": member["id"]}, **hours(6, 14))
        place = {"workplace": {"id": plant.sample("workplace")["id"]}}
        elements.append({"staff_member_shift": {"id": shift["id"]}, **place, **hours(start, end)})
    return plant.engineer.post(href, {"staff_scenario_assignments": elements})


def read(plant, scenario, **query):
    return plant.engineer.get(scenario["_links"]["self"]["href"], query).ok()


def test_an_empty_one_has_no_figures(plant):
    told = plant.make("staff_planning_scenario")
    assert (told["number_of_planned_staff_members"], told["occupancy_time"]) == (0, 0)
    assert told["coverage_of_personnel_requirements"] is None


def test_it_tells_what_its_assignments_amount_to(plant):
    scenario = plant.make("staff_planning_scenario", **hours(0, 23))
    assign(plant, scenario, (6, 10), (8, 14)).ok(201)
    told = read(plant, scenario, include="assignments")
    assert (told["number_of_planned_staff_members"], told["number_of_workplaces"]) == (2, 1)
    assert (told["scheduled_working_time"], told["occupancy_time"]) == (16 * HOUR, 10 * HOUR)
    assert told["occupancy_rate"] == pytest.approx(10 / 16)
    assert len(told["_embedded"]["assignments"]) == 2


def test_it_is_held_against_the_operations_of_the_scenario_it_names(plant, operation):
    plan = plant.make("planning_scenario", **hours(0, 23))
    parts = {"setup_start_date": "2026-02-01T06:00:00Z", "setup_end_date": "2026-02-01T07:00:00Z"}
    where = {"operation": {"id": operation["id"]}, "workplace": {"id": plant.sample("workplace")["id"]}}
    plant.make(
        "scenario_assignment",
        planning_scenario={"id": plan["id"]},
        **where,
        **hours(6, 10),
        **parts,
        processing_start_date=None,
        processing_end_date=None,
    )
    scenario = plant.make("staff_planning_scenario", planning_scenario={"id": plan["id"]}, **hours(0, 23))
    assign(plant, scenario, (6, 10)).ok(201)
    told = read(plant, scenario)
    assert told["requirement_of_staff_hours"] == (1 + 2 * 3) * HOUR
    assert told["coverage_of_personnel_requirements"] == pytest.approx(4 / 7)
    assert plant.engineer.delete(plan["_links"]["self"]["href"]).problem(409, "in-use")


def test_without_one_it_is_held_against_what_is_planned_in_its_period(plant, operation):
    plan = {"workplace": {"id": plant.sample("workplace")["id"]}, **hours(6, 12)}
    plant.engineer.put(f"operations/{operation['id']}/planningResult", plan).ok(201)
    scenario = plant.make("staff_planning_scenario", **hours(8, 10))
    assign(plant, scenario, (6, 9)).ok(201)
    told = read(plant, scenario)
    assert told["requirement_of_staff_hours"] == 2 * 2 * HOUR
    assert told["coverage_of_personnel_requirements"] == pytest.approx(1 / 4)


def test_a_shift_stands_in_it_once_and_periods_are_in_order(plant):
    scenario = plant.make("staff_planning_scenario")
    made = assign(plant, scenario, (6, 8)).ok(201)["_embedded"]["staff_scenario_assignments"][0]
    shift = {"href": made["_links"]["staff_member_shift"]["href"]}
    body = {"staff_member_shift": shift, "workplace": {"id": plant.sample("workplace")["id"]}, **hours(8, 9)}
    assert plant.engineer.post(scenario["_links"]["assignments"]["href"], body).status == 409
    assert assign(plant, scenario, (9, 8)).errors() == [("#/staff_scenario_assignments/0/end_date", "before_start")]


def test_figures_of_many_cost_no_more_than_those_of_one(plant, operation, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def cost():
        with CaptureQueriesContext(connection) as found:
            plant.engineer.get("staffMembers/planningScenarios").ok()
        return len(found)

    assign(plant, plant.make("staff_planning_scenario"), (6, 8)).ok(201)
    cost()
    once = cost()
    for _ in range(3):
        assign(plant, plant.make("staff_planning_scenario"), (6, 8), (8, 9)).ok(201)
    assert cost() == once
