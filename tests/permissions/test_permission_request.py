"""Requests for permissions: who asks, who sees them and answers, and that they tell nobody what he may not see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.contracts.suites import (
    ConditionalContract,
    CreateContract,
    CursorContract,
    DeleteContract,
    HalContract,
    HistoryContract,
    PageContract,
    ReadContract,
    RemovedHistoryContract,
    RightsContract,
    SearchContract,
    TenantContract,
)
from tests.factories.bodies import known

ANSWERS = "updatePermissionRequestState"


class TestPermissionRequest(
    ReadContract,
    CreateContract,
    DeleteContract,
    HalContract,
    PageContract,
    CursorContract,
    SearchContract,
    ConditionalContract,
    HistoryContract,
    RemovedHistoryContract,
    RightsContract,
    TenantContract,
):
    kind = "permission_request"


@pytest.fixture
def plant(plants):
    return plants.here


@pytest.fixture
def asset(plant):
    """What the engineer has made and the colleague cannot see."""
    return plant.make("asset")


@pytest.fixture
def asked(plant, asset):
    body = {"object": known(asset), "message": "For the shutdown."}
    return plant.colleague.post("permission_requests", body).ok(201)


def path(request, state=""):
    return f"permission_requests/{request['id']}" + (f"/{state}" if state else "")


def test_one_who_cannot_see_an_asset_asks_for_it_by_name(plant, asset, asked):
    assert (asked["state"], asked["right"], asked["answer"]) == ("open", "read", "")
    assert asked["object"]["serial_number"] == asset["serial_number"]
    assert asked["object"]["manufacturer"]["href"] == asset["_links"]["manufacturer"]["href"]
    assert asked["_links"]["user"]["href"] == f"/api/v1/users/{plant.users['colleague'].pk}"
    assert "answered_by" not in asked["_links"]


def test_accepting_grants_what_was_asked_for(plant, asset, asked):
    found = plant.engineer.get("permission_requests", {"state": "open"}).items("permission_requests")
    seen = next(one for one in found if one["id"] == asked["id"])
    assert seen["object"]["href"] == asset["_links"]["self"]["href"]
    assert [link["name"] for link in seen["_links"][ANSWERS]] == ["accepted", "rejected"]
    answered = plant.engineer.post(seen["_links"][ANSWERS][0]["href"], {"answer": "Until May."}).ok()
    assert (answered["state"], answered["answer"]) == ("accepted", "Until May.")
    assert answered["_links"]["answered_by"]["href"] == f"/api/v1/users/{plant.users['engineer'].pk}"
    found = plant.colleague.get(f"assets/{asset['id']}").ok()
    assert "update" not in found["_links"]
    grants = plant.engineer.get(f"assets/{asset['id']}/permissions").items("permissions")
    (grant,) = [one for one in grants if one["right"] == "read"]
    assert grant["_links"]["user"]["href"] == f"/api/v1/users/{plant.users['colleague'].pk}"
    assert plant.colleague.get(path(asked)).ok()["object"]["href"] == asset["_links"]["self"]["href"]


def test_an_answer_is_one_version_and_final(plant, asked):
    plant.engineer.post(path(asked, "rejected"), {"answer": "Ask Ada."}).ok()
    plant.engineer.post(path(asked, "rejected")).ok()
    versions = plant.colleague.get(f"{path(asked)}/history").items("history")
    assert [version["version"] for version in versions] == [2, 1]
    assert versions[0]["user"]["id"] == plant.users["engineer"].pk
    assert {change["field"] for change in versions[0]["changes"]} == {"state", "answer", "answered_by"}
    assert plant.engineer.post(path(asked, "accepted")).problem(409)["legal"] == []
    plant.engineer.post(path(asked, "withdrawn")).problem(404)
    assert ANSWERS not in plant.engineer.get(path(asked)).links


def test_a_rejected_one_sees_no_more_than_before(plant, asset, asked):
    plant.engineer.post(path(asked, "rejected")).ok()
    plant.colleague.get(f"assets/{asset['id']}").problem(404)
    assert "id" not in plant.colleague.get(path(asked)).ok()["object"]


def test_who_asks_takes_back_and_does_not_answer(plant, asked):
    links = plant.colleague.get(path(asked)).links
    assert "delete" in links
    assert ANSWERS not in links
    plant.colleague.post(path(asked, "accepted")).problem(403)
    assert plant.colleague.delete(path(asked)).status == 204
    assert next(one["event"] for one in plant.colleague.get(f"{path(asked)}/history").items("history")) == "delete"


def test_others_know_nothing_of_it(plants, plant, asked):
    other = plant.operator
    other.get(path(asked)).problem(404)
    assert other.get("permission_requests").ids("permission_requests") == []
    plants.there.admin.get(path(asked)).problem(404)
    plants.there.admin.post(path(asked, "accepted")).problem(404)


def test_an_admin_answers_too(plant, asset, asked):
    plant.admin.post(path(asked, "accepted")).ok()
    plant.colleague.get(f"assets/{asset['id']}").ok()


def without(request, *names):
    """What can be compared of two requests for different things."""
    text = {name: value for name, value in request.items() if name not in ("id", "uuid", "created_at", "updated_at")}
    links = {name: link.get("method") for name, link in request["_links"].items() if name != "curies"}
    return {**text, "_links": links, "object": set(request["object"])}


def test_what_is_not_there_is_asked_for_as_what_cannot_be_seen(plant, asset, asked):
    nothing = {**known(asset), "serial_number": "never made"}
    made = plant.colleague.post("permission_requests", {"object": nothing, "message": "For the shutdown."}).ok(201)
    assert without(made) == without(asked)
    for one in (made, asked):
        changes = plant.colleague.get(f"{path(one)}/history").items("history")[0]["changes"]
        assert sorted(change["field"] for change in changes) == [
            "message",
            "object",
            "right",
            "state",
            "tenant",
            "user",
        ]
    assert plant.engineer.get(path(made)).status == 404
    assert plant.admin.post(path(made, "accepted")).problem(409)["code"] == "no_object"
    plant.admin.post(path(made, "rejected"), {"answer": "There is none."}).ok()


@pytest.mark.parametrize("name", ["object_id", "object", "named"])
def test_nothing_can_be_learnt_by_filters(plant, asset, asked, name):
    assert plant.colleague.get("permission_requests", {name: asset["id"]}).errors() == [(name, "unknown")]


def test_the_same_is_asked_for_once_while_it_is_open(plant, asset, asked):
    again = {"object": {**known(asset), "serial_number": asset["serial_number"].upper()}}
    assert plant.colleague.post("permission_requests", again).errors(409) == [("#/object", "unique")]
    plant.colleague.post("permission_requests", {**again, "right": "update"}).ok(201)
    plant.engineer.post(path(asked, "rejected")).ok()
    plant.colleague.post("permission_requests", again).ok(201)


def test_more_is_asked_for_on_what_is_seen(plant, asset):
    user = {"user": {"id": plant.users["colleague"].pk}}
    plant.engineer.post(f"assets/{asset['id']}/permissions", {"right": "read", **user}).ok(201)
    held = plant.colleague.post("permission_requests", {"object": known(asset)})
    assert held.errors() == [("#/right", "invalid")]
    body = {"right": "update", "object": {"kind": "asset", "id": asset["id"]}}
    made = plant.colleague.post("permission_requests", body).ok(201)
    assert made["object"]["href"] == asset["_links"]["self"]["href"]
    plant.engineer.post(path(made, "accepted")).ok()
    assert "update" in plant.colleague.get(f"assets/{asset['id']}").links


def test_what_was_granted_meanwhile_is_accepted_all_the_same(plant, asset, asked):
    user = {"user": {"id": plant.users["colleague"].pk}}
    plant.engineer.post(f"assets/{asset['id']}/permissions", {"right": "read", **user}).ok(201)
    plant.engineer.post(path(asked, "accepted")).ok()


def test_what_is_gone_is_granted_to_nobody(plant, asset, asked):
    assert plant.engineer.delete(f"assets/{asset['id']}").status == 204
    plant.engineer.get(path(asked)).problem(404)
    assert plant.admin.post(path(asked, "accepted")).problem(409)["code"] == "no_object"
    assert plant.colleague.get(path(asked)).ok()["state"] == "open"


def test_objects_are_named_by_what_may_be_read(plants, plant, asset):
    maker = {"id": plants.there.make("manufacturer")["id"]}
    wrong = [
        ({"kind": "asset", "id": asset["id"]}, "#/object"),
        ({"href": asset["_links"]["self"]["href"]}, "#/object"),
        ({"kind": "node", "name": "Hall 1"}, "#/object"),
        ({"kind": "user", "id": plant.users["colleague"].pk}, "#/object"),
        ({"kind": "surprise", "id": 1}, "#/object"),
        ({**known(asset), "manufacturer": maker}, "#/object/manufacturer"),
        ({**known(asset), "manufacturer": "x"}, "#/object/manufacturer"),
        ({**known(asset), "serial_number": " "}, "#/object/serial_number"),
        ({**known(asset), "serial_number": 5}, "#/object/serial_number"),
        ({**known(asset), "serial_number": "x" * 101}, "#/object/serial_number"),
    ]
    for given, place in wrong:
        found = plant.colleague.post("permission_requests", {"object": given}).errors()
        assert [pointer for pointer, _code in found] == [place], given
    both = plant.colleague.post("permission_requests", {"object": {"kind": "asset"}}).errors()
    assert {pointer for pointer, _code in both} == {"#/object/manufacturer", "#/object/serial_number"}


def test_an_answer_is_a_text(plant, asked):
    assert plant.engineer.post(path(asked, "accepted"), {"answer": 5}).errors() == [("#/answer", "invalid")]
    assert plant.engineer.post(path(asked, "accepted"), {"x": 5}).errors() == [("#/x", "unknown")]


def test_a_page_costs_the_same_for_any_number(plant):
    for _ in range(3):
        body = {"object": known(plant.make("asset")), "right": "delete"}
        plant.colleague.post("permission_requests", body).ok(201)
    counts = []
    for size in (1, 3):
        with CaptureQueriesContext(connection) as found:
            plant.engineer.get("permission_requests", {"per_page": size, "order_by": "-id"}).ok()
        counts.append(len(found))
    assert counts[0] == counts[1]
