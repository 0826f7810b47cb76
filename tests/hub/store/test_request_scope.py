"""The scope of a request: locks within it, failures of the database as problems, nothing left behind."""

from __future__ import annotations

import pytest
from django.db import OperationalError, connection, transaction

from hub import errors, store
from tests.hub.things import a_principal, a_tenant, a_thing, at_once, versions
from tests.sample.models import Thing


@pytest.fixture
def tenant(transactional_db):
    return a_tenant()


def test_scope_that_fails_leaves_nothing(tenant):
    def fail():
        with store.current().request_scope(a_principal(tenant), write=True):
            a_thing(tenant, "Gone")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not Thing.objects.exists()
    assert not Thing.history.exists()


def test_doomed_scope_leaves_nothing(tenant):
    with store.current().request_scope(a_principal(tenant), write=True):
        a_thing(tenant, "Gone")
        store.current().doom()
    assert not Thing.objects.exists()


def test_lock_is_held_until_the_scope_ends(tenant):
    if connection.vendor == "sqlite":
        scope = store.current().request_scope(None, write=False)
        with scope:
            assert store.current().try_lock(5)
            assert store.current().try_lock(5)
            assert at_once(1, lambda _: _try(5)) == [False]
    else:
        with store.current().request_scope(None, write=True):
            assert store.current().try_lock(5)
            assert at_once(1, lambda _: _try(5)) == [False]
    assert at_once(1, lambda _: _try(5)) == [True]


def _try(key):
    with store.current().request_scope(None, write=False):
        return store.current().try_lock(key)


def test_held_lock_is_free_after_the_block(tenant):
    with store.current().hold(9) as free:
        assert free
        assert at_once(1, lambda _: _hold(9)) == [False]
    assert _hold(9)


def _hold(key):
    with store.current().hold(key) as free:
        return free


def test_versions_have_no_gap_under_twenty_writers(tenant):
    key = a_thing(tenant, count=0).pk

    def write(number):
        done = 0
        while done < 5:
            thing = Thing.objects.get(pk=key)
            thing.count += 1
            try:
                with store.current().request_scope(a_principal(tenant), write=True):
                    thing.save()
                done += 1
            except (errors.Conflict, errors.Unavailable):
                continue
        return done

    assert at_once(20, write) == [5] * 20
    assert [number for number, _event in versions(Thing, key)] == list(range(1, 102))
    assert Thing.objects.get(pk=key).count == 100


def test_fifty_writers_at_once_meet_nothing_but_patience(tenant):
    def write(number):
        with store.current().request_scope(a_principal(tenant), write=True):
            assert not Thing.objects.filter(name=f"w{number}").exists()  # a writer reads first
            a_thing(tenant, f"w{number}")

    failures = [result for result in at_once(50, write) if result is not None]
    assert all(isinstance(failure, errors.Unavailable) for failure in failures)
    assert Thing.objects.count() == 50 - len(failures)
    assert Thing.history.count() == 50 - len(failures)


def test_busy_database_is_told_to_come_back(tenant):
    if connection.vendor != "sqlite":
        pytest.skip("a lock of SQLite")

    def second(number):
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=50")
        with store.current().request_scope(a_principal(tenant), write=True):
            a_thing(tenant)

    with transaction.atomic():
        a_thing(tenant)
        problem = at_once(1, second)[0]
    assert isinstance(problem, errors.Unavailable)
    assert problem.headers["Retry-After"] == "1"


def test_overlapping_sets_never_wait_in_a_circle(tenant):
    keys = [a_thing(tenant).pk for _ in range(60)]

    def write(number):
        written = 0
        for round_ in range(4):
            order = sorted(keys, key=lambda key: hash((key, number, round_)))
            current = dict(Thing.objects.values_list("pk", "version"))
            with store.current().request_scope(a_principal(tenant), write=True):
                rows = [{"id": key, "version": current[key], "count": number} for key in order]
                written += len(store.current().update_many(Thing, rows))
        return written

    results = at_once(8, write)
    assert all(isinstance(result, int) for result in results), results
    numbers = [[number for number, _event in versions(Thing, key)] for key in keys]
    assert all(found == list(range(1, len(found) + 1)) for found in numbers)
    assert sum(map(len, numbers)) == len(keys) + sum(results)


def test_failures_that_are_ours_stay_failures():
    assert store.current().translate(OperationalError("no such table: x")) is None
    assert store.current().translate(ValueError()) is None
