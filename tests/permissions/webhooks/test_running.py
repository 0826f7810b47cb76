"""The relay with its worker as they run in a process: threads, transactions that commit, a receiver that is slow."""

from __future__ import annotations

import threading

import pytest

from hub.relay import Relay
from permissions.models import WebhookDelivery
from permissions.rules import accounts, credentials
from tests.factories import Api
from tests.hub.things import at_once


@pytest.fixture
def boss(transactional_db, settings):
    settings.OUTBOUND_NETWORKS = ["127.0.0.0/8"]
    tenant = accounts.tenant_create(name="Running")
    user, _password = accounts.user_create(name="boss of running", tenant=tenant, role="admin")
    _key, text = credentials.key_create(name="key of running", tenant=tenant, user=user)
    return Api(text)


def until(told, stop):
    for _ in range(1000):
        if told():
            break
        stop.wait(0.02)
    stop.set()


def test_changes_reach_a_receiver_while_another_one_hangs(boss, receiver):
    hung, stop = threading.Event(), threading.Event()

    def hang(handler):
        hung.set()
        stop.wait(10)

    def answer(handler):
        handler.send_response(204)
        handler.end_headers()

    def by_path(handler):
        (hang if handler.path == "/slow" else answer)(handler)

    receiver.answers = [by_path] * 20
    for name, url in (("slow", receiver.url.replace("/hook", "/slow")), ("quick", receiver.url)):
        boss.post("webhooks", {"name": name, "url": url, "kinds": ["manufacturer"]}).ok(201)
    for name in ("A", "B", "C"):
        boss.post("manufacturers", {"name": name}).ok(201)

    def quick():
        return [one for one in receiver.got if one.path == "/hook"]

    def work(number):
        if number:
            until(lambda: hung.is_set() and len(quick()) == 3, stop)
        else:
            Relay().run(stop, idle=0.02)

    assert at_once(2, work) == [None, None]
    assert [one.json["data"]["name"] for one in quick()] == ["A", "B", "C"]
    quickly = WebhookDelivery.objects.filter(webhook__name="quick").values_list("status", flat=True)
    assert set(quickly) == {"delivered"}
