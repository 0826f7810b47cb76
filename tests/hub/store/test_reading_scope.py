"""The scope of a request that only reads on PostgreSQL: settings go with each statement, and become a transaction where
somebody needs one. Whatever way is taken, nothing is seen but the tenant's own, and nothing stays behind."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.db import DatabaseError, connection, transaction

from hub import errors, store
from hub.store import postgresql
from tests.hub.things import a_principal, a_tenant, a_thing, at_once
from tests.sample.models import Thing

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]
WHO = "SELECT current_user::text, COALESCE(current_setting('app.tenant', true), '')"
COUNT = 'SELECT COUNT(*) FROM "sample_thing"'


@pytest.fixture
def ours():
    tenant = a_tenant("Ours")
    a_thing(tenant, "Mine")
    a_thing(a_tenant("Theirs"), "Foreign")
    return tenant


@pytest.fixture(autouse=True)
def _nothing_stays():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user::text")
        login = cursor.fetchone()[0]
    yield
    assert connection.execute_wrappers == []
    assert store.current().fetch(WHO) == [(login, "")]
    assert connection.get_autocommit()


def reading(tenant):
    return store.current().request_scope(a_principal(tenant), write=False)


def counted():
    return store.current().fetch(COUNT)[0][0]


def test_statements_run_as_the_web_role_without_a_transaction(ours):
    with reading(ours):
        for _ in range(7):  # the first ones are planned anew, the others from what was kept
            assert store.current().fetch(WHO) == [(settings.HUB_WEB_ROLE, str(ours.pk))]
            assert counted() == 1
            assert not connection.in_atomic_block
    assert counted() == 2


def test_one_statement_serves_everybody_in_turn(ours):
    other = a_tenant("Other")
    for tenant, expected in ((ours, 1), (other, 0), (ours, 1)):
        with reading(tenant):
            assert counted() == expected
        assert counted() == 2


def test_the_orm_makes_it_a_transaction(ours):
    with reading(ours):
        assert [thing.name for thing in Thing.objects.all()] == ["Mine"]
        assert connection.in_atomic_block
        assert counted() == 1
        assert Thing.objects.count() == 1
    assert Thing.objects.count() == 2


def test_iterating_in_chunks_sees_the_same(ours):
    with reading(ours):
        assert [thing.name for thing in Thing.objects.iterator(chunk_size=1)] == ["Mine"]


def test_a_transaction_within_sees_the_same(ours):
    with reading(ours):
        with transaction.atomic():
            assert Thing.objects.count() == 1
            assert counted() == 1
        with transaction.atomic():
            assert counted() == 1
        assert counted() == 1
        assert Thing.objects.count() == 1
    assert counted() == 2


def test_unprepared_statements_see_the_same(ours):
    with reading(ours):
        assert store.current().fetch(COUNT, prepare=False) == [(1,)]


def test_without_a_principal_nothing_is_seen(ours):
    with store.current().request_scope(None, write=False):
        assert counted() == 0
        assert not Thing.objects.exists()


def test_the_owner_sees_all_within_his_block_only(ours):
    with reading(ours):
        with store.current().as_owner():
            assert counted() == 2
            assert Thing.objects.count() == 2
        assert counted() == 1
        assert Thing.objects.count() == 1


def test_a_scope_within_a_scope_gives_it_back(ours):
    other = a_tenant("Other")
    with reading(ours):
        assert counted() == 1
        with reading(other):
            assert counted() == 0
        with store.current().request_scope(a_principal(ours), write=True):
            a_thing(ours, "New")
            assert counted() == 2
    assert counted() == 3


def test_nothing_can_be_written_for_others(ours):
    foreign = Thing.objects.exclude(tenant=ours).get()
    with pytest.raises(DatabaseError), reading(ours):
        store.current().fetch('INSERT INTO "hub_totaldelta" ("tenant_id", "kind", "subject", "delta") '
                              "VALUES (%s, 'x', '', 1) RETURNING 1", [foreign.tenant_id])  # fmt: skip


def test_locks_are_held_until_it_ends(ours):
    def try_it(_number):
        with reading(ours):
            return store.current().try_lock(77)

    with reading(ours):
        assert store.current().try_lock(77)
        assert at_once(1, try_it) == [False]
    assert at_once(1, try_it) == [True]


def test_a_failing_statement_leaves_a_sound_connection(ours):
    for _ in range(2):
        with pytest.raises(DatabaseError), reading(ours):
            store.current().fetch('SELECT 1 / ("id" - "id") FROM "sample_thing"')
        with pytest.raises(DatabaseError), reading(ours):
            store.current().fetch('SELECT "nothing" FROM "sample_thing"')
        with reading(ours):
            assert counted() == 1


def test_what_fails_within_is_raised_as_it_is(ours):
    def fail():
        with reading(ours):
            assert Thing.objects.count() == 1
            raise KeyError("mine")

    with pytest.raises(KeyError):
        fail()


def test_a_slow_statement_is_a_gateway_timeout(ours, monkeypatch):
    monkeypatch.setattr(postgresql, "TIMEOUTS", {False: 50, True: 50})
    with pytest.raises(errors.GatewayTimeout), reading(ours):
        store.current().fetch("SELECT pg_sleep(5)")
    with reading(ours):
        assert counted() == 1


def test_a_lost_server_is_unavailable_and_comes_back(ours):
    def lose():
        with reading(ours):
            pid = store.current().fetch("SELECT pg_backend_pid()")[0][0]
            at_once(1, lambda _: store.current().fetch("SELECT pg_terminate_backend(%s)", [pid]))
            counted()

    with pytest.raises(errors.Unavailable):
        lose()
    connection.close()
    with reading(ours):
        assert counted() == 1


def test_statements_outlive_a_rollback(ours):
    def roll_back(block, expected):
        with block:
            assert counted() == expected
            raise ZeroDivisionError

    for _ in range(3):
        with pytest.raises(ZeroDivisionError):
            roll_back(store.current().request_scope(a_principal(ours), write=True), 1)
        with reading(ours):
            assert counted() == 1
    with transaction.atomic():
        assert counted() == 2
        with pytest.raises(ZeroDivisionError):
            roll_back(transaction.atomic(), 2)
        assert counted() == 2


def test_many_different_statements_do_not_pile_up(ours):
    for number in range(320):
        assert store.current().fetch(f"SELECT {number}") == [(number,)]
    assert store.current().fetch("SELECT 0") == [(0,)]
    assert store.current().fetch("SELECT COUNT(*) FROM pg_prepared_statements WHERE name LIKE 'hub_%%'")[0][0] <= 300
