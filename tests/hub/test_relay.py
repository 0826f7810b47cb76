"""The relay: at least once, in the order of each tenant, whatever fails."""

from __future__ import annotations

import threading
from io import StringIO

import pytest
from django.core.management import call_command

from hub import store
from hub.models import Outbox
from hub.relay import LOCK, LogSink, Relay, claim
from tests.hub.things import a_tenant, a_thing, at_once


class Kept:
    def __init__(self, failures: int = 0) -> None:
        self.messages, self.failures = [], failures

    def send(self, messages):
        self.messages += messages
        if self.failures:
            self.failures -= 1
            raise ConnectionError


@pytest.mark.django_db
def test_each_change_is_sent_once_with_a_rising_sequence_per_tenant():
    first, second = a_tenant(), a_tenant()
    thing = a_thing(first)
    a_thing(second)
    thing.count = 1
    thing.save()
    sink = Kept()
    assert (Relay([sink]).once(), Relay([sink]).once()) == (5, 0)
    told = [(m.sequence, m.kind, m.version, m.event) for m in sink.messages if m.tenant_id == first.pk]
    assert told == [(1, "tenant", 1, "create"), (2, "thing", 1, "create"), (3, "thing", 2, "update")]
    assert [m.sequence for m in sink.messages if m.tenant_id == second.pk] == [1, 2]
    thing.delete()
    Relay([sink]).once()
    assert (sink.messages[-1].sequence, sink.messages[-1].event) == (4, "delete")


@pytest.mark.django_db
def test_message_sent_again_keeps_id_and_sequence():
    a_thing(a_tenant())
    sink = Kept(failures=1)
    with pytest.raises(ConnectionError):
        Relay([sink]).once()
    Relay([sink]).once()
    first, second = sink.messages[:2], sink.messages[2:]
    assert first == second


@pytest.mark.django_db
def test_late_commit_with_a_low_id_is_not_skipped():
    tenant = a_tenant()
    a_thing(tenant)
    late = Outbox.objects.latest("id")
    Outbox.objects.filter(pk=late.pk).delete()  # as if its transaction were still open
    a_thing(tenant)
    sink = Kept()
    Relay([sink]).once()
    late.save(force_insert=True)
    Relay([sink]).once()
    assert [message.message_id for message in sink.messages][-1] == late.message_id
    assert [message.sequence for message in sink.messages] == [1, 2, 3]


@pytest.mark.django_db
def test_numbered_but_unsent_come_before_new_ones():
    tenant = a_tenant()
    numbered = claim()
    a_thing(tenant)
    assert claim() == numbered


@pytest.mark.django_db
def test_log_is_the_first_sink():
    a_thing(a_tenant())
    assert isinstance(Relay().sinks[0], LogSink)
    out = StringIO()
    call_command("relay_events", "--once", stdout=out)
    assert out.getvalue().strip() == "2 published"


def test_second_relay_stands_by(transactional_db):
    a_tenant()
    with store.current().hold(LOCK) as free:
        assert free
        assert at_once(1, lambda _: Relay([Kept()]).once()) == [0]
    assert Relay([Kept()]).once() == 1


def test_relay_outlasts_a_failing_sink(transactional_db):
    a_tenant()
    sink, stop = Kept(failures=1), threading.Event()

    def watch(number):
        if number:
            for _ in range(500):
                if Outbox.objects.exclude(sent_at=None).exists():
                    break
                stop.wait(0.02)
            stop.set()
        else:
            Relay([sink]).run(stop, idle=0.02)

    assert at_once(2, watch) == [None, None]
    assert len(sink.messages) == 2
