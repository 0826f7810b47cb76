"""Retried POSTs over real endpoints: one object, the same answer, nothing else (contract, section 5)."""

from __future__ import annotations

import pytest

from hub.models import Outbox
from tests.factories import Api

BODY = {"name": "Endress+Hauser"}


@pytest.fixture
def plant(plants):
    return plants.here


def count(plant):
    return plant.admin.get("manufacturers").ok()["pagination"]["total_count"]


def test_a_retry_gets_the_first_answer_and_writes_nothing(plant):
    first = plant.engineer.post("manufacturers", BODY, idempotency_key="k1")
    made, announced = first.ok(201), Outbox.objects.count()
    again = plant.engineer.post("manufacturers", BODY, idempotency_key="k1")
    assert (again.status, again.content) == (201, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert "Idempotent-Replayed" not in first.headers
    for name in ("Location", "ETag", "Content-Type"):
        assert again.headers[name] == first.headers[name]
    assert count(plant) == 1
    assert Outbox.objects.count() == announced
    assert len(plant.engineer.get(f"manufacturers/{made['id']}/history").items("history")) == 1


def test_without_a_key_the_second_is_a_second(plant):
    plant.engineer.post("manufacturers", BODY).ok(201)
    plant.engineer.post("manufacturers", BODY).problem(409)


def test_another_body_or_query_under_the_same_key_is_422(plant):
    plant.engineer.post("manufacturers", BODY, idempotency_key="k1").ok(201)
    plant.engineer.post("manufacturers", {"name": "Other"}, idempotency_key="k1").problem(422)
    plant.engineer.post("manufacturers?x=1", BODY, idempotency_key="k1").problem(422)
    assert count(plant) == 1


def test_refusals_are_kept_as_well(plant):
    first = plant.engineer.post("manufacturers", {"nmae": "x"}, idempotency_key="k1")
    first.problem(400)
    again = plant.engineer.post("manufacturers", {"nmae": "x"}, idempotency_key="k1")
    assert (again.status, again.content) == (400, first.content)
    assert again.headers["Idempotent-Replayed"] == "true"
    plant.engineer.post("manufacturers", BODY, idempotency_key="k1").problem(422)


def test_what_was_forbidden_is_tried_again(plants):
    plant = plants.here
    for _ in range(2):
        answer = plant.operator.post("manufacturers", BODY, idempotency_key="k1")
        answer.problem(403)
        assert "Idempotent-Replayed" not in answer.headers
    plants.nobody.post("manufacturers", BODY, idempotency_key="k1").problem(401)


def test_a_key_belongs_to_who_used_it_and_where(plants):
    here, there = plants.here, plants.there
    made = [
        caller.post("manufacturers", BODY, idempotency_key="k1").ok(201) for caller in (here.engineer, there.engineer)
    ]
    assert made[0]["id"] != made[1]["id"]
    other = Api(here.key("engineer"))
    other.post("manufacturers", BODY, idempotency_key="k1").problem(409)
    here.colleague.post("manufacturers", {"name": "Mine"}, idempotency_key="k1").ok(201)
    here.engineer.post("asset/statuses", {"code": "x", "name": "X"}, idempotency_key="k1").ok(201)


@pytest.mark.parametrize("key", ["x" * 256, "a b", "é", "\t"])
def test_a_key_has_its_form(plant, key):
    assert plant.engineer.post("manufacturers", BODY, idempotency_key=key).errors() == [("Idempotency-Key", "invalid")]
    assert count(plant) == 0


def test_bulk_links_and_restoring_are_retried_like_creation(plant):
    one = plant.make("manufacturer")
    group, user = plant.make("group"), plant.users["colleague"].pk
    calls = [
        (plant.engineer, "manufacturers/update", {"manufacturers": [{"id": one["id"], "description": "x"}]}),
        (plant.engineer, f"manufacturers/{one['id']}/history/1/restore", {}),
        (plant.admin, f"groups/{group['id']}/users", {"users": [{"id": user}]}),
    ]
    for place, (caller, path, body) in enumerate(calls):
        first = caller.post(path, body, idempotency_key=f"k{place}")
        before = Outbox.objects.count()
        again = caller.post(path, body, idempotency_key=f"k{place}")
        assert (again.status, again.content) == (first.status, first.content)
        assert again.headers["Idempotent-Replayed"] == "true"
        assert Outbox.objects.count() == before


def test_a_search_is_never_kept(plant):
    for _ in range(2):
        answer = plant.engineer.post("manufacturers/search", {}, idempotency_key="k1")
        assert answer.status == 200
        assert "Idempotent-Replayed" not in answer.headers


def test_other_methods_take_no_notice(plant):
    href = plant.make("manufacturer")["_links"]["self"]["href"]
    for text in ("one", "two"):
        assert plant.engineer.patch(href, {"description": text}, idempotency_key="k1").ok()["description"] == text
