"""Webhooks as Netilion's clients register them: their paths, their messages, their signature."""

from __future__ import annotations

import hashlib
import hmac
from datetime import timedelta

import netilion_api
import pytest
from django.utils import timezone

from hub.fields.timestamp import render
from hub.relay import Relay
from tests.permissions.receiver import receiving
from tests.permissions.webhooks.conftest import tell


@pytest.fixture
def boss(site):
    return site.speaks("boss")


@pytest.fixture
def receiver(settings):
    settings.OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    Relay().once()
    with receiving() as one:
        yield one


@pytest.fixture
def place(site):
    return f"client_applications/{site.client.pk}/webhooks"


def register(boss, place, url="https://example.com/hook", *types, **more):
    return boss.post(place, {"url": url, "event_types": list(types) or ["asset_value_created"], **more})


def send_values(site, *numbers):
    site.plant.samples.clear()  # what other tests made is gone
    asset = site.plant.make("asset")
    moment = timezone.now() - timedelta(hours=1)
    data = [{"value": one, "timestamp": render(moment + timedelta(seconds=place))} for place, one in enumerate(numbers)]
    body = {"values": [{"key": "flow", "unit": {"code": "percent"}, "data": data}]}
    assert site.plant.engineer.post(f"assets/{asset['id']}/values", body).status == 204
    return asset, data


def readable(site, asset):
    right = {"right": "read", "user": {"id": site.users["writer"].pk}}
    site.plant.engineer.post(f"assets/{asset['id']}/permissions", right).ok(201)


def test_one_is_registered_read_changed_and_removed(boss, place):
    made = register(boss, place, properties={"event_type": ["asset_value_created"]}, force_sorted_delivery=True)
    secret = made.pop("secret")
    assert secret.startswith("whsec_")
    assert made == {
        "id": made["id"],
        "url": "https://example.com/hook",
        "event_types": ["asset_value_created"],
        "properties": {"event_type": ["asset_value_created"]},
        "disabled": False,
        "force_sorted_delivery": True,
    }
    one = f"{place}/{made['id']}"
    assert boss.get(one) == made
    listed = boss.get(place)
    assert (listed["webhooks"], listed["pagination"]["total_count"]) == ([made], 1)
    boss.patch(one, {"disabled": True})
    assert boss.get(one)["disabled"] is True
    renewed = boss.post(f"{one}/reset_secret", None, 200)
    assert set(renewed) == {"secret"}
    assert renewed["secret"] != secret
    boss.delete(one)
    assert boss.ask("GET", one).status == 404


def test_the_official_client_reads_them(boss, place):
    made = register(boss, place)
    found = netilion_api.ApiClient()._ApiClient__deserialize(boss.get(place), "WebhookResponses")
    assert [one.id for one in found.webhooks] == [made["id"]]
    events = netilion_api.ApiClient()._ApiClient__deserialize(
        boss.get(f"{place}/{made['id']}/events"), "WebhookEventResponses"
    )
    assert events.webhook_events == []


def test_bad_ones_are_refused(boss, place, netilion):
    for body, attribute in (
        ({"event_types": ["asset_value_created"]}, "url"),
        ({"url": "https://example.com/"}, "event_types"),
        ({"url": "https://10.0.0.1/", "event_types": ["asset_value_created"]}, "url"),
        ({"url": "https://example.com/", "event_types": ["asset_exploded"]}, "event_types"),
    ):
        answer = boss.ask("POST", place, body)
        assert [found for _type, found in boss.refused(answer, 400)] == [attribute], body
    assert netilion.ask("POST", place, {}).status in (403, 404)
    assert netilion.ask("GET", place).status in (403, 404)


def test_those_of_others_do_not_exist(site, boss, place):
    other = site.plant.make("client")
    made = register(boss, place)
    own = site.plant.admin.post("webhooks", {"name": "hub's", "url": "https://example.com/"}).ok(201)
    for path in (f"client_applications/{other['id']}/webhooks/{made['id']}", f"{place}/{own['id']}"):
        for method in ("GET", "PATCH", "DELETE"):
            assert boss.ask(method, path, {}).status == 404


@pytest.mark.parametrize("how", ["asset_value_created", "asset_values_created"])
def test_values_are_told_in_the_vendors_form(site, boss, place, receiver, how):
    secret = register(boss, place, receiver.url, how)["secret"]
    asset, data = send_values(site, 96.45, 97)
    readable(site, asset)
    tell()
    messages = [one.json for one in receiver.got]
    assert {message["event_type"] for message in messages} == {how}
    contents = [message["content"] for message in messages]
    assert all(content["asset"] == {"id": asset["id"], "href": f"/v1/assets/{asset['id']}"} for content in contents)
    if how == "asset_value_created":
        assert [content["value"]["value"] for content in contents] == ["96.45", "97.0"]
        assert contents[0]["value"]["timestamp"] == data[0]["timestamp"]
    else:
        ((series,),) = [content["values"] for content in contents]
        assert [one["value"] for one in series["data"]] == ["96.45", "97.0"]
    for got in receiver.got:
        wanted = hmac.new(secret.encode(), got.body, hashlib.sha256).hexdigest()
        assert got.headers["x-hub-signature-sha256"] == f"sha256={wanted}"
        assert got.verified(secret)


def test_only_assets_that_its_technical_user_reads_are_told(site, boss, place, receiver):
    register(boss, place, receiver.url)
    send_values(site, 1)
    tell()
    assert receiver.got == []


def test_events_are_listed_and_sent_again(site, boss, place, receiver):
    made = register(boss, place, receiver.url)
    asset, _data = send_values(site, 1)
    readable(site, asset)
    receiver.answers = [500]
    tell()
    events = f"{place}/{made['id']}/events"
    (event,) = boss.get(events, status="pending")["webhook_events"]
    assert (event["retries"], event["payload"]["content"]["asset"]["id"]) == (0, asset["id"])
    boss.post(events, {"webhook_events": [{"id": event["id"]}]}, 204)
    tell()
    (event,) = boss.get(events)["webhook_events"]
    assert (event["status"], event["retries"]) == ("delivered", 1)
    assert len(receiver.got) == 2
    assert boss.get(events, occurred_at_from="2200-01-01T00:00:00Z")["webhook_events"] == []
    refused = boss.ask("POST", events, {"webhook_events": [{"id": event["id"]}, {"id": 999_999}]})
    assert [place for _type, place in boss.refused(refused, 400)] == ["webhook_events"]
    assert boss.get(events)["webhook_events"][0]["status"] == "delivered", "all or none"
    for bad in ({}, {"webhook_events": "x"}, {"webhook_events": ["x"]}, {"webhook_events": [{"id": "../1"}]}):
        assert boss.ask("POST", events, bad).status == 400
    assert boss.ask("GET", f"{events}?colour=red").status == 400
