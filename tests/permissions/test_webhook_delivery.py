"""Deliveries: what an admin sees of them, and telling one again."""

import pytest

from hub.relay import Relay
from tests.permissions.webhooks.conftest import hook, later, plant, receiver, tell

pytestmark = pytest.mark.django_db
FIXTURES = (hook, later, plant, receiver)


@pytest.fixture
def told(plant, hook, receiver):
    """A webhook with one message that came through and one that waits; where its deliveries stand."""
    made = hook(kinds=["manufacturer"])
    plant.make("manufacturer")
    tell()
    plant.make("manufacturer")
    Relay().once()
    return plant.admin.get(f"webhooks/{made['id']}", accept="application/hal+json").links["deliveries"]["href"]


def test_they_are_listed_the_last_first_with_pages_and_filters(plant, told):
    answer = plant.admin.get(told)
    waiting, through = answer.items("deliveries")
    assert (waiting["status"], waiting["attempts"], waiting["previous"]) == ("pending", 0, None)
    assert (through["status"], through["attempts"], through["response_status"]) == ("delivered", 1, 204)
    assert waiting["sequence"] > through["sequence"]
    assert plant.admin.get(told, {"status": "delivered"}).ids("deliveries") == [through["id"]]
    assert plant.admin.get(told, {"kind": "asset"}).ids("deliveries") == []
    assert plant.admin.get(told, {"at_from": waiting["at"]}).ids("deliveries") == [waiting["id"]]
    assert plant.admin.get(told, {"at_to": through["at"]}).ids("deliveries") == [through["id"]]
    page = plant.admin.get(told, {"per_page": 1, "page": 2})
    assert page.ids("deliveries") == [through["id"]]
    assert page.headers["X-Total-Count"] == "2"
    assert plant.admin.follow(page.links["prev"]).ids("deliveries") == [waiting["id"]]


def test_one_leads_to_the_resource_and_its_webhook(plant, told):
    one = plant.admin.get(told).items("deliveries")[0]
    found = plant.admin.follow(one["_links"]["self"])
    assert found.ok() == one
    for relation in ("resource", "webhook"):
        plant.admin.follow(found.links[relation]).ok()
    plain = plant.admin.get(one["_links"]["self"]["href"], accept="application/json").ok()
    assert plain["resource"]["href"] == one["_links"]["resource"]["href"]
    assert "_links" not in plain


def test_one_can_be_told_again_by_its_link(plant, told, receiver, later):
    through = plant.admin.get(told, {"status": "delivered"}).items("deliveries")[0]
    again = plant.admin.follow(through["_links"]["retry"]).ok()
    assert (again["status"], again["attempts"]) == ("pending", 1)
    before = len(receiver.got)
    tell()
    assert sorted(one.headers["webhook-id"] for one in receiver.got[before - 1 :])[0] == through["message_id"]


def test_what_failed_for_good_has_all_its_attempts_again(plant, hook, receiver, later):
    made = hook(kinds=["manufacturer"], max_attempts=1)
    receiver.answers = [500, 500]
    plant.make("manufacturer")
    tell()
    failed = plant.admin.get(f"webhooks/{made['id']}/deliveries").items("deliveries")[0]
    assert failed["status"] == "failed"
    plant.admin.follow(failed["_links"]["retry"]).ok()
    tell()
    assert plant.admin.get(failed["_links"]["self"]["href"]).ok()["attempts"] == 2


def test_while_switched_off_nothing_is_told_again(plant, told):
    webhook = told.removesuffix("/deliveries")
    plant.admin.patch(webhook, {"enabled": False}).ok()
    one = plant.admin.get(told).items("deliveries")[0]
    assert "retry" not in one["_links"]
    assert plant.admin.post(f"{one['_links']['self']['href']}/retry").problem(409)["code"] == "switched_off"


def test_bad_questions_are_refused(plant, told):
    for query, name in (
        ({"status": "lost"}, "status"),
        ({"colour": "red"}, "colour"),
        ({"at_to": "now"}, "at_to"),
        ({"after": ""}, "after"),
    ):
        assert [place for place, _code in plant.admin.get(told, query).errors()] == [name]
    for key in ("0", "x", "9" * 30, "-1"):
        plant.admin.get(f"{told}/{key}").problem(404)
        plant.admin.post(f"{told}/{key}/retry").problem(404)


def test_only_admins_of_the_tenant_see_them(plants, plant, told):
    key = plant.admin.get(told).ids("deliveries")[0]
    for caller in (plant.engineer, plant.operator, plants.there.admin):
        for path in (told, f"{told}/{key}"):
            caller.get(path).problem(404)
        assert caller.post(f"{told}/{key}/retry").status in (403, 404)
