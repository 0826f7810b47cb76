"""Operations go through phases: what each takes, what it leaves behind, and how operations are found by it."""

from __future__ import annotations

import pytest

from hub.models import Outbox


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def operation(plant):
    return plant.make("operation")


@pytest.fixture
def workplace(plant):
    return plant.make("workplace")


def at(workplace):
    return {"workplace": {"id": workplace["id"]}}


def href(operation):
    return operation["_links"]["self"]["href"]


def names(body):
    return [link["name"] for link in body["_links"].get("setOperationPhase", [])]


def enter(plant, operation, phase, body=None):
    return plant.engineer.post(f"{href(operation)}/{phase}", body)


def test_a_new_operation_is_released_and_offers_what_comes_next(operation):
    assert operation["phase"] == "RELEASED"
    assert names(operation) == ["DISPATCHED", "SETUP", "PROCESSING", "CLOSED"]


def test_setup_and_processing_take_a_workplace(plant, operation, workplace):
    for phase in ("SETUP", "PROCESSING"):
        assert enter(plant, operation, phase).errors() == [("#/workplace", "required")]
        assert enter(plant, operation, phase, {"workplace": {"id": 987654321}}).errors() == [
            ("#/workplace", "not_found")
        ]
        assert enter(plant, operation, phase, {**at(workplace), "surprise": 1}).errors() == [("#/surprise", "unknown")]
    assert enter(plant, operation, "SETUP", {"workplace": {"uuid": workplace["uuid"]}}).status == 200


def test_dates_and_place_follow_from_the_phase(plant, operation, workplace):
    begun = enter(plant, operation, "SETUP", at(workplace)).ok()
    assert begun["start_date"] is not None
    assert begun["end_date"] is None
    assert begun["_links"]["current_workplace"]["href"] == workplace["_links"]["self"]["href"]
    worked = enter(plant, operation, "PROCESSING", at(workplace)).ok()
    assert worked["start_date"] == begun["start_date"]
    held = enter(plant, operation, "INTERRUPTED").ok()
    assert "current_workplace" not in held["_links"]
    assert "last_workplace" in held["_links"]
    done = enter(plant, operation, "COMPLETED").ok()
    assert done["end_date"] is not None
    again = enter(plant, operation, "PROCESSING", at(workplace)).ok()
    assert again["end_date"] is None


def test_each_stay_is_recorded(plant, operation, workplace):
    for phase in ("SETUP", "PROCESSING"):
        enter(plant, operation, phase, at(workplace)).ok()
    enter(plant, operation, "COMPLETED").ok()
    stays = plant.engineer.get(f"{href(operation)}/recordedOperationPhases").items("recorded_operation_phases")
    assert [stay["phase"] for stay in stays] == ["SETUP", "PROCESSING", "COMPLETED"]
    assert [stay["end_date"] is None for stay in stays] == [False, False, True]
    assert stays[0]["end_date"] == stays[1]["start_date"]


def test_the_same_phase_again_changes_nothing(plant, operation, workplace):
    first = enter(plant, operation, "SETUP", at(workplace))
    announced = Outbox.objects.count()
    again = enter(plant, operation, "SETUP")
    assert again.ok() == first.ok()
    assert again.headers["ETag"] == first.headers["ETag"]
    assert Outbox.objects.count() == announced


def test_what_is_illegal_is_named_with_what_is_legal(plant, operation):
    problem = enter(plant, operation, "COMPLETED").problem(409, "illegal-transition")
    assert problem["legal"] == ["DISPATCHED", "SETUP", "PROCESSING", "CLOSED"]
    assert enter(plant, operation, "NOWHERE").status == 404


def test_a_transition_is_in_history_and_outbox(plant, operation):
    enter(plant, operation, "DISPATCHED").ok()
    row = plant.engineer.get(f"{href(operation)}/history").items("history")[0]
    assert row["changes"] == [{"field": "phase", "old": "RELEASED", "new": "DISPATCHED"}]
    assert Outbox.objects.filter(kind="operation", object_id=operation["id"], version=2).count() == 1


def test_who_may_not_change_it_is_offered_nothing(plant, operation):
    seen = plant.operator.get(href(operation)).ok()
    assert names(seen) == []
    assert plant.operator.post(f"{href(operation)}/DISPATCHED").status == 403


def test_if_match_guards_a_transition(plant, operation):
    stale = plant.engineer.get(href(operation)).headers["ETag"]
    enter(plant, operation, "DISPATCHED").ok()
    assert plant.engineer.post(f"{href(operation)}/RELEASED", if_match=stale).status == 412


def test_a_tenant_adapts_its_transitions(plant, plants, operation):
    rule = {"machine": "operation", "from_state": "RELEASED", "to_state": "CLOSED"}
    made = plant.engineer.post("masterData/stateTransitions", rule).ok(201)
    assert names(plant.engineer.get(href(operation)).ok()) == ["CLOSED"]
    assert "DISPATCHED" in names(plants.there.make("operation"))
    plant.engineer.delete(made["_links"]["self"]["href"]).ok(204)
    assert len(names(plant.engineer.get(href(operation)).ok())) == 4
    wrong = {**rule, "to_state": "NOWHERE"}
    assert plant.engineer.post("masterData/stateTransitions", wrong).errors() == [("#/to_state", "not_found")]


def test_a_tenant_adds_a_phase_of_its_own(plant, operation):
    plant.engineer.post("masterData/operationPhases", {"code": "WASHING", "name": "Washing", "rank": 99}).ok(201)
    rule = {"machine": "operation", "from_state": "RELEASED", "to_state": "WASHING"}
    plant.engineer.post("masterData/stateTransitions", rule).ok(201)
    offered = plant.engineer.get(href(operation)).ok()["_links"]["setOperationPhase"]
    assert [(link["name"], link["title"]) for link in offered] == [("WASHING", "Washing")]
    assert plant.engineer.follow(offered[0]).ok()["phase"] == "WASHING"


def test_titles_come_in_the_callers_language(plant, operation):
    german = plant.engineer.get(href(operation), accept_language="de-DE").ok()
    assert german["_links"]["setOperationPhase"][0]["title"] == "Eingeplant"


def test_operations_are_found_by_phase_and_place(plant, workplace):
    released, dispatched, running, done = (plant.make("operation") for _ in range(4))
    enter(plant, dispatched, "DISPATCHED").ok()
    for one in (running, done):
        enter(plant, one, "PROCESSING", at(workplace)).ok()
    enter(plant, done, "COMPLETED").ok()
    keys = {released["id"]: "released", dispatched["id"]: "dispatched", running["id"]: "running", done["id"]: "done"}

    def found(**query):
        return {keys[key] for key in plant.engineer.get("operations", query).ids("operations") if key in keys}

    assert found(is_plannable="true") == {"released", "dispatched"}
    assert found(is_dispatched="true") == {"dispatched"}
    assert found(is_in_progress="true") == {"running"}
    assert found(is_plannable="false", is_dispatched="false", is_in_progress="false") == {"done"}
    assert found(phase="processing,DISPATCHED") == {"running", "dispatched"}
    assert found(workplace_id=workplace["id"]) == {"running", "done"}
    assert found(workplace_number=workplace["number"].lower()) == {"running", "done"}
    assert found(end_date="2001-01-01T00:00:00Z") == {"released", "dispatched"}
    assert found(start_date="2999-01-01T00:00:00Z") == {"released", "dispatched", "running"}
    plan = {
        "workplace": {"id": workplace["id"]},
        "start_date": "2026-03-01T00:00:00Z",
        "end_date": "2026-03-02T00:00:00Z",
    }
    plant.engineer.put(f"{href(dispatched)}/planningResult", plan).ok(201)
    assert found(start_date="2026-03-03T00:00:00Z", is_dispatched="true") == set()
    assert found(end_date="2026-03-01T12:00:00Z", is_dispatched="true") == {"dispatched"}
    assert found(workplace_id=workplace["uuid"]) == {"running", "done", "dispatched"}
    assert found(planned_workplace_id=workplace["id"]) == {"dispatched"}


def test_the_state_of_an_order_follows_from_its_operations(plant, workplace):
    order = plant.make("production_order")

    def state():
        return plant.engineer.get(order["_links"]["self"]["href"]).ok()["state"]

    assert order["state"] == "RELEASED"
    first, second = (plant.make("operation", production_order={"id": order["id"]}) for _ in range(2))
    assert state() == "RELEASED"
    enter(plant, first, "DISPATCHED").ok()
    assert state() == "PLANNED"
    enter(plant, first, "PROCESSING", at(workplace)).ok()
    assert state() == "STARTED"
    enter(plant, first, "COMPLETED").ok()
    assert state() == "STARTED"
    enter(plant, second, "CLOSED").ok()
    assert state() == "COMPLETED"
    enter(plant, first, "CLOSED").ok()
    assert state() == "CLOSED"
