"""Callbacks as FORCE Bridge's clients register them, what they are told, and events from outside."""

from __future__ import annotations

import pytest

from hub.relay import Relay
from permissions.models import User
from permissions.rules import credentials
from tests.dialects.force_bridge.conftest import Force, token
from tests.factories import Api
from tests.permissions.receiver import receiving
from tests.permissions.webhooks.conftest import tell

UNKNOWN = "0" * 32


@pytest.fixture
def boss(demo):
    alice = User.objects.get(name="alice")
    client, text = credentials.client_create(
        name="control", tenant=alice.tenant, grant="client-credentials", user=alice, scopes="read write"
    )
    return Force(token(client.client_id, text))


@pytest.fixture
def receiver(settings, demo):
    settings.OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    Relay().once()
    with receiving() as one:
        yield one


def register(boss, url, event, **more):
    return boss.post("callbacks", {"eventType": event, "url": url, **more})


def told(receiver):
    tell()
    return [one.json for one in receiver.got]


def test_one_is_registered_listed_read_and_removed(boss):
    more = {"eventName": "line 1", "maxRedeliveryAttempts": 4, "maxUnconfirmedMessages": 50}
    made = register(boss, "https://example.com/cb", "OPERATION_CREATED", **more)
    secret = made["properties"].pop("secret")
    assert secret.startswith("whsec_")
    found = made["properties"]
    assert {name: found[name] for name in more} == more
    assert (found["eventType"], found["url"], found["objectFilter"]) == (
        "OPERATION_CREATED",
        "https://example.com/cb",
        [],
    )
    assert (found["lastTriggeredDate"], found["lastSuccessfulDate"]) == (None, None)
    assert found["creationDate"].endswith("Z")
    assert len(found["id"]) == 32
    place = f"callbacks/{found['id']}"
    assert boss.get(place)["properties"] == found
    assert boss.listed("callbacks") == [found]
    links = boss.get(place)["_links"]
    assert links["self"]["href"].endswith(place)
    boss.follow(links["deleteCallback"])
    boss.refused("GET", place, 404)
    assert boss.listed("callbacks") == []


def test_a_retry_does_not_show_the_secret_again(boss):
    body = {"eventType": "EXTERNAL", "url": "https://example.com/"}
    first = boss.ask("POST", "callbacks", body, Idempotency_Key="once").ok(201)
    again = boss.ask("POST", "callbacks", body, Idempotency_Key="once").ok(201)
    assert first["properties"]["secret"].startswith("whsec_")
    assert again["properties"] == {**first["properties"], "secret": None}


def test_the_entry_point_leads_those_there_who_may(boss, force):
    assert boss.follow(boss.get("")["_links"]["callbacks"])["_links"]["createCallback"]["method"] == "POST"
    assert "callbacks" not in force.get("")["_links"]
    force.refused("GET", "callbacks", 403)
    force.refused("POST", "callbacks", 403, {"eventType": "EXTERNAL", "url": "https://example.com/"})


def test_bad_ones_are_refused_and_named(boss):
    good = {"eventType": "EXTERNAL", "url": "https://example.com/"}
    for change, word in (
        ({"eventType": None}, "eventType"),
        ({"eventType": "OPERATION_EXPLODED"}, "eventType"),
        ({"eventType": ["EXTERNAL"]}, "eventType"),
        ({"url": "topic/of/mqtt"}, "url"),
        ({"url": "https://192.168.0.1/"}, "url"),
        ({"maxRedeliveryAttempts": 99}, "maxRedeliveryAttempts"),
        ({"maxRedeliveryAttempts": "many"}, "maxRedeliveryAttempts"),
        ({"maxUnconfirmedMessages": 0}, "maxUnconfirmedMessages"),
        ({"objectFilter": "x"}, "objectFilter"),
        ({"objectFilter": [{"name": "id"}]}, "objectFilter"),
    ):
        _code, message = boss.refused("POST", "callbacks", 400, {**good, **change})
        assert word in message, change
    for body in ([], "x", 1):
        assert boss.ask("POST", "callbacks", body).status == 400
    boss.refused("GET", f"callbacks/{UNKNOWN}", 404)
    boss.refused("DELETE", f"callbacks/{UNKNOWN}", 404)


def test_webhooks_of_another_form_are_none_of_these(boss, demo):
    key = next(key["key"] for key in demo["api_keys"] if key["role"] == "admin")
    other = Api(key).post("webhooks", {"name": "hub's", "url": "https://example.com/"}).ok(201)
    boss.refused("GET", f"callbacks/{other['uuid'].replace('-', '')}", 404)
    boss.refused("DELETE", f"callbacks/{other['uuid'].replace('-', '')}", 404)
    assert boss.listed("callbacks") == []


def test_a_phase_is_told_with_what_it_was_before(boss, force, receiver, planned):
    made = register(boss, receiver.url, "OPERATION_PHASE_CHANGED", eventName="phases")
    operation = planned[0]
    link = next(one for one in operation["_links"]["setOperationPhase"] if one["name"] not in ("SETUP", "PROCESSING"))
    force.follow(link, {})
    (message,) = told(receiver)
    assert message["callbackId"] == made["properties"]["id"]
    assert (message["eventType"], message["eventName"]) == ("OPERATION_PHASE_CHANGED", "phases")
    assert (message["objectType"], message["objectId"]) == ("OPERATION", operation["properties"]["id"])
    before = operation["properties"]["operationPhaseId"]
    assert message["data"] == {"previousOperationPhaseId": before, "currentOperationPhaseId": link["name"]}
    assert receiver.got[0].verified(made["properties"]["secret"])
    found = boss.get(f"callbacks/{made['properties']['id']}")["properties"]
    assert found["lastTriggeredDate"] is not None
    assert found["lastSuccessfulDate"] is not None


def test_objects_are_picked_by_their_members(boss, force, receiver, planned):
    first, second = planned[0]["properties"], planned[1]["properties"]
    condition = [{"name": "operationId", "value": first["id"]}]
    made = register(boss, receiver.url, "OPERATION_FORECAST_RESULT_UPDATED", objectFilter=condition)
    created = register(boss, receiver.url, "OPERATION_FORECAST_RESULT_CREATED", objectFilter=condition)
    assert made["properties"]["objectFilter"] == created["properties"]["objectFilter"] == condition
    workplace = force.listed("workplaces")[0]["id"]
    for hour, one in ((4, first), (5, second)):
        dates = {"startDate": f"2026-01-02T0{hour}:00:00Z", "endDate": "2026-01-02T06:00:00Z"}
        assert (
            force.ask("PUT", f"operations/{one['id']}/forecastResult", {"workplaceId": workplace, **dates}).status < 300
        )
    (message,) = told(receiver)
    assert message["objectId"] == first["id"]
    assert message["data"]["workplaceId"] == workplace
    assert message["data"]["startDate"].startswith("2026-01-02T04:00")


def test_a_new_resource_is_told_with_its_members(boss, force, receiver):
    register(boss, receiver.url, "TOOL_CREATED")
    register(boss, receiver.url, "TOOL_DELETED")
    made = force.post("tools", {"identifier1": "T-900", "identifier2": "A", "name": "Drill"})
    force.follow(made["_links"]["deleteTool"])
    messages = told(receiver)
    assert {message["eventType"] for message in messages} <= {"TOOL_CREATED", "TOOL_DELETED"}
    assert [one["objectId"] for one in messages if one["eventType"] == "TOOL_DELETED"] == [made["properties"]["id"]]
    assert all(one["data"] is None for one in messages)


def test_what_its_user_may_not_read_is_not_told(boss, stranger, receiver):
    register(boss, receiver.url, "EXTERNAL")
    stranger.post("events", {"eventType": "EXTERNAL", "eventName": "elsewhere"})
    assert told(receiver) == []


def test_events_from_outside_are_told_by_name(boss, force, receiver):
    register(boss, receiver.url, "EXTERNAL", eventName="Delivery")
    body = {"eventType": "EXTERNAL", "eventName": "delivery", "objectType": "TRUCK", "objectId": "B-7"}
    body |= {"timestamp": "2026-01-02T03:04:05.000Z", "data": {"pallets": 3}}
    answer = force.post("events", body)
    assert answer["properties"] == body
    force.post("events", {"eventType": "EXTERNAL", "eventName": "departure"})
    force.post("events", {"eventType": "EXTERNAL"})
    (message,) = told(receiver)
    assert {name: message[name] for name in body} == body


def test_made_up_events_are_refused(force, reader, operator):
    for body, word in (
        ({}, "eventType"),
        ({"eventType": "OPERATION_CREATED"}, "eventType"),
        ({"eventType": "EXTERNAL", "data": "x"}, "data"),
        ({"eventType": "EXTERNAL", "timestamp": "yesterday"}, "timestamp"),
    ):
        assert word in force.refused("POST", "events", 400, body)[1]
    for somebody in (reader, operator):
        somebody.refused("POST", "events", 403, {"eventType": "EXTERNAL"})
