"""Set-based writes give the same rows, history, announcements and totals as one by one."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hub import context, store
from hub.models import Outbox, totals
from tests.hub.things import a_principal, a_tenant, a_thing, versions
from tests.sample.models import Thing

pytestmark = pytest.mark.django_db

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "count": st.none() | st.integers(-(2**31), 2**31 - 1),
        "weight": st.none() | st.decimals(-99999, 99999, places=3),
        "active": st.booleans(),
        "made_on": st.none() | st.sampled_from(["2016", "2016-06", "2016-06-13", "1999-12"]),
        "seen_at": st.none() | st.datetimes(timezones=st.just(__import__("datetime").UTC)),
        "data": st.recursive(
            st.none() | st.booleans() | st.integers(-(2**53), 2**53) | TEXT,
            lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
            max_leaves=6,
        ).filter(lambda value: value is not None),
        "translations": st.dictionaries(st.sampled_from(["de-DE", "zh-CN"]), st.dictionaries(TEXT, TEXT, max_size=2)),
        "secret": TEXT,
    },
)
ROWS = st.lists(st.tuples(TEXT, VALUES, TEXT, VALUES), min_size=1, max_size=6)
UNLIKE = {"id", "uuid", "tenant_id", "created_at", "updated_at", "history_id", "history_date"}


def _state(model, tenant):
    """Everything about the things of a tenant but what must differ."""
    rows = list(model.filter(tenant_id=tenant.pk).order_by("id", *(["version"] if hasattr(model, "as_of") else [])))
    return [{f.attname: getattr(r, f.attname) for f in r._meta.fields if f.attname not in UNLIKE} for r in rows]


def _told(tenant):
    return sorted(Outbox.objects.filter(tenant_id=tenant.pk, kind="thing").values_list("version", "event"))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS)
def test_sets_equal_one_by_one(rows):
    one, many = a_tenant(), a_tenant()
    named = [
        (f"{place} {name}", values, f"{place} {later}", change)
        for place, (name, values, later, change) in enumerate(rows)
    ]
    for tenant in (one, many):
        with context.acting(a_principal(one), request_id="r"):
            things = [Thing(tenant=tenant, name=name, **values) for name, values, _later, _change in named]
            if tenant is one:
                for thing in things:
                    thing.save()
            else:
                store.current().insert_many(Thing, things)
            wanted = [
                (thing, {"name": later, **change}) for thing, (_n, _v, later, change) in zip(things, named, strict=True)
            ]
            if tenant is one:
                for thing, change in wanted:
                    for name, value in change.items():
                        setattr(thing, name, value)
                    thing._loaded.pop("name")  # a set is told what changes: here the name, even if it is the same
                    thing.save()
            else:
                ids = store.current().update_many(Thing, [{"id": t.pk, "version": 1, **c} for t, c in wanted])
                assert sorted(ids) == [thing.pk for thing in things]
    assert _state(Thing.objects, one) == _state(Thing.objects, many)
    assert _state(Thing.history, one) == _state(Thing.history, many)
    assert _told(one) == _told(many)
    assert totals.read(one.pk, "thing") == totals.read(many.pk, "thing") == len(rows)


def test_inserted_objects_know_their_rows():
    tenant = a_tenant()
    things = [Thing(tenant=tenant, name=f"n{number}", weight="1.5") for number in range(50)]
    store.current().insert_many(Thing, things)
    assert {thing.pk: thing.name for thing in things} == dict(
        Thing.objects.filter(tenant=tenant).values_list("pk", "name")
    )
    things[3].count = 4
    things[3].save()
    assert versions(Thing, things[3].pk) == [(1, "create"), (2, "update")]


def test_overtaken_row_is_left_out_and_told():
    tenant = a_tenant()
    first, second = a_thing(tenant), a_thing(tenant)
    first.count = 1
    first.save()
    rows = [{"id": thing.pk, "version": 1, "count": 9} for thing in (first, second)]
    assert store.current().update_many(Thing, rows) == [second.pk]
    assert versions(Thing, first.pk) == [(1, "create"), (2, "update")]


def test_too_long_a_text_is_refused_and_never_cut():
    tenant = a_tenant()
    thing = a_thing(tenant)
    if store.current().vendor == "sqlite":
        pytest.skip("SQLite has no lengths")
    with pytest.raises(DatabaseError), transaction.atomic():
        store.current().update_many(Thing, [{"id": thing.pk, "version": 1, "secret": "x" * 61}])
    with pytest.raises(DatabaseError), transaction.atomic():
        store.current().insert_many(Thing, [Thing(tenant=tenant, name="y" * 61)])


def test_failing_set_writes_nothing():
    tenant = a_tenant()
    things = [Thing(tenant=tenant, name=name) for name in ("a", "b", "A")]
    with pytest.raises(DatabaseError), transaction.atomic():
        store.current().insert_many(Thing, things)
    assert not Thing.history.filter(tenant_id=tenant.pk).exists()
    assert not Outbox.objects.filter(tenant_id=tenant.pk, kind="thing").exists()


@pytest.mark.parametrize("name", ["version", "tenant_id", "uuid", "created_at", "name_folded", "colour"])
def test_column_that_is_not_for_callers_is_refused(name):
    thing = a_thing(a_tenant())
    row = {"id": thing.pk, "version": 1, name: 1}
    if name == "version":
        assert store.current().update_many(Thing, [row]) == []
    else:
        with pytest.raises(ValueError, match=name):
            store.current().update_many(Thing, [row])


def test_companions_follow_in_sets():
    thing = a_thing(a_tenant())
    store.current().update_many(Thing, [{"id": thing.pk, "version": 1, "name": "GROSS", "made_on": "2016-06"}])
    thing.refresh_from_db()
    assert (thing.name_folded, str(thing.made_on)) == ("gross", "2016-06")
    assert Thing.objects.filter(name_folded="gross").exists()


def test_touched_column_makes_no_version():
    thing = a_thing(a_tenant())
    store.current().touch(Thing, [thing.pk], secret="quiet")
    assert Thing.objects.get(pk=thing.pk).secret == "quiet"
    assert versions(Thing, thing.pk) == [(1, "create")]
    with pytest.raises(ValueError, match="count"):
        store.current().touch(Thing, [thing.pk], count=1)


def test_exact_decimals_survive_sets():
    thing = a_thing(a_tenant())
    store.current().update_many(Thing, [{"id": thing.pk, "version": 1, "weight": "123456.789"}])
    thing.refresh_from_db()
    assert thing.weight == Decimal("123456.789")
