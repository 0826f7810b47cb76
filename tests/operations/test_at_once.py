"""What happens at once: two transitions of one thing, and a thousand plans changed while somebody reads them."""

from __future__ import annotations

import threading

import pytest
from django.db import connections

from hub.models import Outbox
from operations.models import Operation
from tests.factories import World

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 1000


@pytest.fixture
def plant():
    """Committed, so that all connections see it."""
    return World.build().here


def together(*works):
    """What each of ``works`` returns, begun at one moment in threads of their own."""
    begin, found, failed = threading.Barrier(len(works)), {}, []

    def run(number, work):
        try:
            begin.wait(10)
            found[number] = work()
        except Exception as exc:
            failed.append(exc)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=one) for one in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    return [found[number] for number in range(len(works))]


def enter(plant, thing, state):
    """Enters ``state`` over a connection of its own."""
    href = f"{thing['_links']['self']['href']}/{state}"
    return lambda: plant.api("engineer").post(href)


def past(plant, thing):
    """(version, event) pairs as history and outbox tell them."""
    kept = plant.engineer.get(f"{thing['_links']['self']['href']}/history").items("history")
    told = Outbox.objects.filter(object_uuid=thing["uuid"]).order_by("version").values_list("version", "event")
    return sorted((row["version"], row["event"]) for row in kept), list(told)


def released_order(plant):
    order = plant.make("tool_assembly_order")
    for state in ("INITIATED", "ASSEMBLED", "PRESETTING", "AVAILABLE", "RELEASED"):
        order = enter(plant, order, state)().ok()
    return order


@pytest.mark.parametrize("round_", range(3))
def test_of_two_transitions_of_an_order_one_wins(plant, round_):
    order = released_order(plant)
    answers = together(enter(plant, order, "COMPLETED"), enter(plant, order, "UNAVAILABLE"))
    assert sorted(answer.status for answer in answers) == [200, 409]
    (won,) = (answer.ok() for answer in answers if answer.status == 200)
    (lost,) = (answer.problem(409, "illegal-transition") for answer in answers if answer.status == 409)
    assert plant.engineer.get(order["_links"]["self"]["href"]).ok()["state"] == won["state"]
    assert lost["legal"] == {"COMPLETED": [], "UNAVAILABLE": ["REQUESTED"]}[won["state"]]
    kept, told = past(plant, order)
    assert kept == told == [(1, "create"), *((version, "update") for version in range(2, 8))]


@pytest.mark.parametrize("round_", range(3))
def test_of_two_phases_of_an_operation_one_wins_and_one_stay_is_recorded(plant, round_):
    operation = plant.make("operation")
    answers = together(enter(plant, operation, "DISPATCHED"), enter(plant, operation, "CLOSED"))
    assert sorted(answer.status for answer in answers) == [200, 409]
    kept, told = past(plant, operation)
    assert kept == told == [(1, "create"), (2, "update")]
    stays = plant.engineer.get(f"{operation['_links']['self']['href']}/recordedOperationPhases")
    assert len(stays.items("recorded_operation_phases")) == 1


def test_the_same_state_twice_at_once_is_entered_once(plant):
    order = plant.make("tool_assembly_order")
    answers = together(*[enter(plant, order, "INITIATED")] * 4)
    assert [answer.ok()["state"] for answer in answers] == ["INITIATED"] * 4
    kept, told = past(plant, order)
    assert kept == told == [(1, "create"), (2, "update")]


def planned(plant, keys, workplace, day):
    """The answer to planning all at once, on one day."""
    plan = {"start_date": f"2026-03-{day:02d}T06:00:00Z", "end_date": f"2026-03-{day:02d}T14:00:00Z"}
    elements = [{"operation": {"id": key}, "workplace": {"id": workplace["id"]}, **plan} for key in keys]
    return plant.api("engineer").post("operations/planningResults/update", {"planning_results": elements})


def test_a_thousand_are_replanned_and_others_see_all_old_or_all_new(plant):
    workplace, order = plant.make("workplace"), plant.make("production_order")
    bodies = [{"number": f"{number:04d}", "production_order": {"id": order["id"]}} for number in range(MANY)]
    plant.engineer.post("operations", {"operations": bodies}).ok(201)
    keys = list(Operation.objects.values_list("pk", flat=True))
    assert planned(plant, keys, workplace, 1).status == 204
    ready, done, seen = threading.Event(), threading.Event(), []

    def read():
        api = plant.api("colleague")
        while True:
            last = done.is_set()
            query = {"include": "planningResult", "per_page": 100, "order_by": "-id" if len(seen) % 2 else "id"}
            items = api.get("operations", query, accept="application/json").items("operations")
            seen.append({item["planningResult"]["start_date"][:10] for item in items})
            ready.set()
            if last:
                return

    def replan():
        ready.wait(10)
        answer = planned(plant, keys, workplace, 2)
        done.set()
        return answer

    _read, answer = together(read, replan)
    assert answer.status == 204
    assert seen[0] == {"2026-03-01"}
    assert seen[-1] == {"2026-03-02"}
    assert all(len(days) == 1 for days in seen)
    assert sorted(seen, key=min) == seen
    assert Outbox.objects.filter(kind="planning_result", version=2).count() == MANY
