"""How messages are sent: again after a failure, never after a redirect, in order where it is asked for, not for ever."""

import itertools
from datetime import timedelta

import pytest
from django.utils import timezone

from hub.models import Outbox
from hub.relay import Relay
from permissions.models import Webhook, WebhookDelivery, WebhookState
from permissions.webhooks import sending, worker
from tests.permissions.webhooks.conftest import tell

pytestmark = pytest.mark.django_db


def deliveries(plant, hook, **query):
    return plant.admin.get(f"webhooks/{hook['id']}/deliveries", query).items("deliveries")


def test_a_failure_is_tried_again_later_with_the_same_message(plant, hook, receiver, later):
    made = hook(kinds=["manufacturer"])
    receiver.answers = [500]
    plant.make("manufacturer")
    assert (tell(), tell()) == (1, 0), "not at once"
    state = plant.admin.get(f"webhooks/{made['id']}").ok()
    assert (state["consecutive_failures"], state["last_error"], state["last_success_at"]) == (1, "answered 500", None)
    later(seconds=10)
    assert tell() == 1
    first, second = receiver.got
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] < second.headers["webhook-timestamp"]
    state = plant.admin.get(f"webhooks/{made['id']}").ok()
    assert (state["consecutive_failures"], state["last_error"]) == (0, "")
    assert state["last_failure_at"] < state["last_success_at"]
    assert [(one["status"], one["attempts"]) for one in deliveries(plant, made)] == [("delivered", 2)]


def test_redirects_are_failures_and_lead_nowhere(plant, hook, receiver):
    made = hook(kinds=["manufacturer"])

    def away(handler):
        handler.send_response(307)
        handler.send_header("Location", receiver.url + "/elsewhere")
        handler.end_headers()

    receiver.answers = [away]
    plant.make("manufacturer")
    tell()
    assert [one.path for one in receiver.got] == ["/hook"]
    assert [(one["status"], one["response_status"]) for one in deliveries(plant, made)] == [("pending", 307)]


def test_who_never_answers_is_told_in_vain_over_a_day_and_it_stays_visible(plant, hook, receiver, later):
    made = hook(kinds=["manufacturer"], max_attempts=12)
    receiver.answers = [500] * 50
    plant.make("manufacturer")
    begun = timezone.now()
    tries = [timezone.now()] * tell()
    while timezone.now() - begun < timedelta(hours=40):
        later(minutes=5)
        tries += [timezone.now()] * tell()
    assert len(tries) == len(receiver.got) == 12
    assert timedelta(hours=15) < tries[-1] - begun < timedelta(hours=30)
    gaps = [after - before for before, after in itertools.pairwise(tries)]
    assert gaps[0] < gaps[-1]
    assert [one["status"] for one in deliveries(plant, made, status="failed")] == ["failed"]


def test_waiting_grows_differs_and_ends():
    waits = [[sending.waiting(attempt) for _ in range(50)] for attempt in (1, 2, 3, 30)]
    assert all(len(set(one)) > 1 for one in waits)
    assert max(waits[0]) < min(waits[1]) < min(waits[2])
    assert max(waits[-1]) <= 1.2 * 6 * 3600


def test_a_receiver_may_say_when_to_come_again(plant, hook, receiver, later):
    hook(kinds=["manufacturer"])

    def busy(handler):
        handler.send_response(503)
        handler.send_header("Retry-After", "600")
        handler.end_headers()

    receiver.answers = [busy]
    plant.make("manufacturer")
    tell()
    later(seconds=500)
    assert tell() == 0
    later(seconds=200)
    assert tell() == 1


def test_others_go_on_while_one_message_fails(plant, hook, receiver, later):
    made = hook(kinds=["manufacturer"])
    receiver.answers = [500]
    first, second = plant.make("manufacturer"), plant.make("manufacturer")
    tell()
    later(seconds=3)
    tell()
    assert [one.json["id"] for one in receiver.got] == [first["id"], second["id"]]
    assert receiver.got[1].json["previous"] == receiver.got[0].json["sequence"], "a gap would show"
    later(seconds=10)
    tell()
    assert receiver.got[2].body == receiver.got[0].body
    assert {one["status"] for one in deliveries(plant, made)} == {"delivered"}


def test_in_order_later_messages_wait_for_the_earlier_one(plant, hook, receiver, later):
    hook(kinds=["manufacturer"], ordered=True)
    receiver.answers = [500]
    first, second = plant.make("manufacturer"), plant.make("manufacturer")
    tell()
    later(seconds=3)
    assert tell() == 0
    later(seconds=10)
    tell()
    assert [one.json["id"] for one in receiver.got] == [first["id"], first["id"], second["id"]]


def test_a_receiver_that_is_gone_is_switched_off(plant, hook, receiver):
    made = hook(kinds=["manufacturer"])
    receiver.answers = [410]
    plant.make("manufacturer")
    plant.make("manufacturer")
    tell()
    assert len(receiver.got) == 1
    assert plant.admin.get(f"webhooks/{made['id']}").ok()["enabled"] is False
    version = plant.admin.get(f"webhooks/{made['id']}/history").items("history")[0]
    assert (version["user"], version["changes"]) == (None, [{"field": "enabled", "old": True, "new": False}])
    assert {one["status"] for one in deliveries(plant, made)} == {"cancelled"}


def test_who_fails_for_days_is_switched_off_and_begins_anew_when_switched_on(plant, hook, receiver, later):
    made = hook(kinds=["manufacturer"])
    receiver.answers = [500] * 2
    plant.make("manufacturer")
    tell()
    later(days=3, minutes=1)
    tell()
    assert plant.admin.get(f"webhooks/{made['id']}").ok()["last_error"] == sending.TOO_LONG
    assert plant.admin.patch(f"webhooks/{made['id']}", {"enabled": True}).ok()["consecutive_failures"] == 0
    plant.make("manufacturer")
    assert tell() == 1
    assert receiver.got[-1].json["kind"] == "manufacturer"


def test_switched_off_nothing_is_told_and_what_waited_is_given_up(plant, hook, receiver, later):
    made = hook(kinds=["manufacturer"])
    receiver.answers = [500]
    plant.make("manufacturer")
    tell()
    plant.admin.patch(f"webhooks/{made['id']}", {"enabled": False}).ok()
    later(hours=1)
    plant.make("manufacturer")
    assert tell() == 0
    assert [one["status"] for one in deliveries(plant, made)] == ["cancelled"]


def test_more_than_may_wait_pushes_out_the_oldest(plant, hook, receiver):
    made = hook(kinds=["manufacturer"], max_pending=2)
    for _ in range(4):
        plant.make("manufacturer")
    tell()
    assert len(receiver.got) == 2
    assert [one["status"] for one in deliveries(plant, made)] == ["delivered"] * 2 + ["cancelled"] * 2


def test_the_same_announcement_twice_makes_one_message(plant, hook, receiver):
    hook(kinds=["manufacturer"])
    plant.make("manufacturer")
    Relay().once()
    Outbox.objects.filter(kind="manufacturer").update(sent_at=None)
    tell()
    assert len([one for one in receiver.got if one.json["sequence"]]) == len(receiver.got) == 1


def test_a_message_that_cannot_be_made_does_not_stop_the_others(plant, hook, receiver, monkeypatch, later):
    hook(kinds=["manufacturer"])
    real = sending.carrying.change_of
    monkeypatch.setattr("permissions.webhooks.carrying.change_of", lambda *_: 1 / 0)
    plant.make("manufacturer")
    tell()
    monkeypatch.setattr("permissions.webhooks.carrying.change_of", real)
    later(minutes=2)
    tell()
    assert len(receiver.got) == 1


def test_old_deliveries_are_forgotten_and_late_ones_reported(plant, hook, receiver, later):
    made = hook(kinds=["manufacturer"])
    plant.make("manufacturer")
    tell()
    later(days=8)
    worker.housekeeping()
    assert deliveries(plant, made) == []
    assert "0 webhook messages wait" in worker.Worker().check()
    plant.make("manufacturer")
    Relay().once()
    WebhookDelivery.objects.filter(webhook_id=made["id"]).update(next_attempt_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(worker.NotReady, match="1 webhook messages wait"):
        worker.Worker().check()


def test_with_a_webhook_goes_what_it_had_to_tell(plant, hook, receiver):
    made = hook(kinds=["manufacturer"])
    plant.make("manufacturer")
    Relay().once()
    assert plant.admin.delete(f"webhooks/{made['id']}").status == 204
    assert not Webhook.objects.filter(pk=made["id"]).exists()
    assert not WebhookDelivery.objects.filter(webhook_id=made["id"]).exists()
    assert not WebhookState.objects.filter(pk=made["id"]).exists()
    assert tell() == 0
