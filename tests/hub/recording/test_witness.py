"""History against a trigger that counts the changes of the tables: one to one, on every way of writing."""

from __future__ import annotations

import random

import pytest
from django.db import connection, transaction

from hub import errors, store
from hub.models import UnrecordedWrite
from tests import witness
from tests.hub.models.test_guard import REFUSED
from tests.hub.things import a_principal, a_tenant, a_thing
from tests.sample.models import Drawer, Note, Part, Thing, ThingPart

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _witness():
    witness.install()
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP FUNCTION hub_witness() CASCADE")
        cursor.execute("DROP TABLE hub_witness, hub_witness_since")
    if witness.ENABLED:
        witness.install()


def test_witness_sees_what_passes_by():
    thing = a_thing(a_tenant())
    assert witness.differences() == []
    with connection.cursor() as cursor:
        cursor.execute('UPDATE "sample_thing" SET "count" = 7 WHERE "id" = %s', [thing.pk])
    assert witness.differences() == [("sample_thing", thing.pk, "~", 1, 0)]
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM hub_witness WHERE kind = '~'")


def test_every_way_of_writing_is_recorded_once():
    tenant, drawer = a_tenant(), Drawer.objects.create(label="d")
    part = Part.objects.create(tenant=tenant, name="Bolt")
    root = a_thing(tenant)
    child, other = a_thing(tenant, parent=root), a_thing(tenant)
    ThingPart(tenant=tenant, thing=child, part=part).save()
    Note(tenant=tenant, drawer=drawer, text="n").save()
    Thing.objects.update_or_create(pk=other.pk, defaults={"count": 1})
    Thing.objects.get_or_create(tenant=tenant, name="got")
    part.things.add(Thing.objects.get(pk=other.pk), bulk=False)
    store.current().insert_many(Thing, [Thing(tenant=tenant, name=f"s{number}") for number in range(20)])
    rows = [
        {"id": key, "version": 1, "count": 3}
        for key in Thing.objects.filter(name__startswith="s").values_list("pk", flat=True)
    ]
    store.current().update_many(Thing, rows)
    store.current().touch(Thing, [other.pk], secret="x")
    Thing.objects.filter(name__in=["s1", "s2"]).delete()
    drawer.delete()
    key = child.pk
    root.delete()
    Thing.history.filter(id=key).order_by("version").first()
    restored = Thing.history.get(id=key, version=1).instance
    restored.parent = None
    restored.save()
    with store.current().request_scope(a_principal(tenant), write=True):
        a_thing(tenant).delete()
    assert witness.differences() == []


def test_refused_ways_write_nothing():
    thing = a_thing(a_tenant())
    part = Part.objects.create(tenant=thing.tenant, name="Bolt")
    for way in REFUSED.values():
        thing.name = "Changed"
        with pytest.raises(UnrecordedWrite):
            way(thing, part)
    assert Thing.objects.get(pk=thing.pk).version == 1
    assert witness.differences() == []


def test_random_life_is_recorded_once():
    dice, tenant = random.Random(11), a_tenant()
    for _ in range(300):
        things = list(Thing.objects.all())
        way = dice.choice(["make", "make", "change", "change", "set", "same", "delete", "stale", "fail"])
        try:
            _live(way, dice, tenant, things)
        except (errors.Conflict, ZeroDivisionError):
            continue
    assert witness.differences() == []
    for key in Thing.history.values_list("id", flat=True).distinct():
        numbers = list(Thing.history.filter(id=key).order_by("version").values_list("version", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


def _live(way, dice, tenant, things):
    if way == "make" or not things:
        a_thing(tenant, parent=dice.choice(things) if things and dice.random() < 0.5 else None)
        return
    thing = dice.choice(things)
    if way == "change":
        thing.count = dice.randrange(5)
        thing.save()
    elif way == "set":
        rows = [{"id": one.pk, "version": one.version, "count": 77} for one in things]
        store.current().update_many(Thing, rows)
    elif way == "same":
        thing.save()
    elif way == "delete" and dice.random() < 0.3:
        thing.delete()
    elif way == "stale":
        Thing.objects.update_or_create(pk=thing.pk, defaults={"count": dice.randrange(100, 200)})
        thing.count = 300
        thing.save()
    elif way == "fail":
        with transaction.atomic():
            thing.count = 400
            thing.save()
            raise ZeroDivisionError
