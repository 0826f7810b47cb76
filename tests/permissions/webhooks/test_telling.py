"""What receivers are told: signed, in order, and only what their user may read."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.utils import timezone

from hub.fields.timestamp import render
from hub.relay import Relay
from permissions.models import Membership, WebhookDelivery, WebhookState
from permissions.webhooks import sending
from permissions.webhooks.worker import Worker
from tests.permissions.webhooks.conftest import tell

pytestmark = pytest.mark.django_db


def test_a_change_is_told_with_the_resource_and_a_signature(plant, hook, receiver):
    made = hook()
    asset = plant.make("asset")
    tell()
    got = next(one for one in receiver.got if one.json["kind"] == "asset")
    told = got.json
    assert got.path == "/hook"
    assert got.headers["content-type"] == "application/json"
    assert (told["event"], told["id"], told["uuid"], told["version"]) == ("create", asset["id"], asset["uuid"], 1)
    assert told["href"] == asset["_links"]["self"]["href"]
    assert told["tenant"] == {"id": plant.tenant.pk}
    assert told["data"]["serial_number"] == asset["serial_number"]
    assert got.headers["webhook-id"] == told["message_id"]
    assert not got.verified("whsec_" + "A" * 44)
    renewed = plant.admin.patch(f"webhooks/{made['id']}", {"renew_secret": True}).ok()["secret"]
    assert not got.verified(renewed)


def test_the_secret_that_was_shown_verifies_what_is_sent(plant, hook, receiver, settings):
    secret = hook(kinds=["manufacturer"])["secret"]
    plant.make("manufacturer")
    tell()
    assert receiver.got[0].verified(secret)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of the hub " * 3
    plant.make("manufacturer")
    tell()
    assert receiver.got[1].verified(secret), "what a receiver knows holds while the old key does"


def test_the_page_shows_how_to_verify(plant, hook, receiver):
    page = (Path(settings.BASE_DIR) / "docs" / "webhooks.md").read_text()
    known = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], known)
    secret = hook(kinds=["manufacturer"])["secret"]
    plant.make("manufacturer")
    tell()
    got = receiver.got[0]
    assert known["verified"](secret, got.headers, got.body)
    assert not known["verified"](secret, got.headers, got.body + b" ")
    assert not known["verified"](secret, {**got.headers, "webhook-timestamp": "1"}, got.body)


def test_changes_come_in_their_order_and_name_the_one_before(plant, hook, receiver):
    hook(kinds=["manufacturer"])
    one = plant.make("manufacturer")
    plant.make("product")
    plant.engineer.patch(f"manufacturers/{one['id']}", {"name": "Renamed"}).ok()
    plant.engineer.delete(f"manufacturers/{one['id']}")
    tell()
    told = [one.json for one in receiver.got if one.json["id"] == one.json["id"]]
    sequences = [message["sequence"] for message in told]
    assert sequences == sorted(sequences)
    assert [message["previous"] for message in told][1:] == sequences[:-1]
    mine = [(message["event"], message["version"]) for message in told if message["id"] == one["id"]]
    assert mine == [("create", 1), ("update", 2), ("delete", 3)]
    assert told[-1]["data"] is None


def test_only_what_was_asked_for_is_told(plant, hook, receiver):
    hook(kinds=["asset", "tool_assembly_order"], events=["delete", "transition"])
    asset = plant.make("asset")
    order = plant.make("tool_assembly_order")
    plant.engineer.patch(f"assets/{asset['id']}", {"serial_number": "new"}).ok()
    link = plant.engineer.get(order["_links"]["self"]["href"]).links["updateToolAssemblyOrderState"][0]
    plant.engineer.follow(link, {}).ok()
    plant.engineer.delete(f"assets/{asset['id']}")
    tell()
    assert receiver.told() == [("tool_assembly_order", "update"), ("asset", "delete")]
    assert receiver.got[0].json["transition"]["to"] == link["name"]
    assert "transition" not in receiver.got[1].json


def test_a_filter_of_members_picks_resources(plant, hook, receiver):
    wanted, other = plant.make("asset"), plant.make("asset")
    tell()
    by_product = [{"name": "product", "value": wanted["_links"]["product"]["href"].rsplit("/")[-1]}]
    hook(kinds=["asset"], object_filter=[{"name": "serial_number", "value": "Chosen"}, *by_product])
    for asset in (wanted, other):
        plant.engineer.patch(f"assets/{asset['id']}", {"serial_number": f"chosen {asset['id']}"}).ok()
    plant.engineer.patch(f"assets/{wanted['id']}", {"serial_number": "chosen"}).ok()
    tell()
    assert [(one.json["id"], one.json["version"]) for one in receiver.got] == [(wanted["id"], 3)] or [
        one.json["data"]["serial_number"] for one in receiver.got
    ] == ["chosen"] * len(receiver.got)
    assert {one.json["id"] for one in receiver.got} == {wanted["id"]}


def test_what_its_user_may_not_read_is_not_told(plant, hook, receiver):
    hook(kinds=["asset"], user={"id": plant.users["colleague"].pk})
    hidden, shown = plant.make("asset"), plant.make("asset")
    right = {"right": "read", "user": {"id": plant.users["colleague"].pk}}
    grant = plant.engineer.post(f"assets/{shown['id']}/permissions", right).ok(201)
    tell()
    assert [one.json["id"] for one in receiver.got] == [shown["id"]]
    plant.engineer.delete(f"permissions/{grant['id']}")
    plant.engineer.patch(f"assets/{shown['id']}", {"serial_number": "secret"}).ok()
    plant.engineer.delete(f"assets/{hidden['id']}")
    tell()
    assert len(receiver.got) == 1
    assert set(WebhookDelivery.objects.filter(kind="asset").values_list("status", flat=True)) == {
        "delivered",
        "withheld",
    }


def test_the_rights_that_count_are_those_at_the_moment_of_telling(plant, hook, receiver):
    hook(kinds=["asset"], user={"id": plant.users["colleague"].pk})
    asset = plant.make("asset")
    right = {"right": "read", "user": {"id": plant.users["colleague"].pk}}
    grant = plant.engineer.post(f"assets/{asset['id']}/permissions", right).ok(201)
    Relay().once()
    plant.engineer.delete(f"permissions/{grant['id']}")
    Worker().once()
    assert receiver.got == []


def test_what_is_gone_is_told_to_who_could_read_it(plant, hook, receiver):
    hook(kinds=["asset"], events=["delete"], user={"id": plant.users["colleague"].pk})
    hidden, shown = plant.make("asset"), plant.make("asset")
    right = {"right": "read", "user": {"id": plant.users["colleague"].pk}}
    plant.engineer.post(f"assets/{shown['id']}/permissions", right).ok(201)
    for asset in (hidden, shown):
        plant.engineer.delete(f"assets/{asset['id']}")
    tell()
    assert [one.json["id"] for one in receiver.got] == [shown["id"]]


def test_a_user_that_is_locked_out_switches_its_webhook_off(plant, hook, receiver):
    made = hook(user={"id": plant.users["colleague"].pk})
    Membership.objects.get(user=plant.users["colleague"], tenant=plant.tenant).delete()
    plant.make("manufacturer")
    tell()
    found = plant.admin.get(f"webhooks/{made['id']}").ok()
    assert (found["enabled"], found["last_error"]) == (False, sending.LOCKED_OUT)
    assert receiver.got == []


def test_another_tenant_is_never_told(plants, plant, hook, receiver):
    hook()
    plants.there.make("manufacturer")
    tell()
    assert all(one.json["tenant"]["id"] == plant.tenant.pk for one in receiver.got)
    assert not any(one.json["kind"] == "manufacturer" for one in receiver.got)


def test_values_that_come_in_are_told_as_one_batch(plant, hook, receiver):
    hook(kinds=["asset_values"])
    asset = plant.make("asset")
    moment = timezone.now() - timedelta(days=1)
    data = [{"value": place + 0.5, "timestamp": render(moment + timedelta(seconds=place))} for place in range(2)]
    body = {"values": [{"key": "temperature", "unit": {"code": "degree_celsius"}, "data": data}]}
    assert plant.engineer.post(f"assets/{asset['id']}/values", body).status == 204
    tell()
    (told,) = [one.json for one in receiver.got]
    assert (told["kind"], told["event"], told["id"]) == ("asset_values", "values", asset["id"])
    assert told["href"] == f"/api/v1/assets/{asset['id']}/values"
    assert [(one["key"], len(one["data"])) for one in told["values"]] == [("temperature", 2)]


def test_sub_resources_are_told_with_the_right_of_what_they_hang_on(plant, hook, receiver):
    hook(kinds=["forecast_result"])
    operation = plant.make("operation")
    workplace = {"id": plant.sample("workplace")["id"]}
    body = {"workplace": workplace, "start_date": "2026-01-02T03:04:05Z", "end_date": "2026-01-02T04:04:05Z"}
    plant.engineer.put(f"operations/{operation['id']}/forecastResult", body).ok(201)
    tell()
    assert [(one.json["event"], one.json["href"]) for one in receiver.got] == [
        ("create", f"/api/v1/operations/{operation['id']}/forecastResult")
    ]


def test_too_long_a_message_goes_without_the_resource(plant, hook, receiver, monkeypatch):
    monkeypatch.setattr("permissions.webhooks.sending.MOST_BYTES", 300)
    hook(kinds=["manufacturer"])
    made = plant.make("manufacturer")
    tell()
    assert receiver.got[0].json["data"] is None
    assert receiver.got[0].json["id"] == made["id"]


def test_nobody_is_called_where_no_webhook_is(plant, monkeypatch):
    calls = []
    monkeypatch.setattr("socket.socket.connect", lambda *args: calls.append(args))
    monkeypatch.setattr("socket.getaddrinfo", lambda *args, **more: calls.append(args))
    plant.admin.delete(f"webhooks/{plant.sample('webhook')['id']}")
    before = WebhookDelivery.objects.count()
    plant.make("asset")
    tell()
    assert calls == []
    assert WebhookDelivery.objects.count() <= before
    assert not WebhookState.objects.filter(webhook__tenant=plant.tenant).exists()
