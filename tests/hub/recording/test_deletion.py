"""Deletion: the object and all that hangs on it leave a last version behind."""

from __future__ import annotations

import pytest
from django.db.models import ProtectedError

from hub import errors
from hub.models import totals
from tests.hub.things import a_tenant, a_thing, announced, versions
from tests.sample.models import Drawer, Note, Part, Thing, ThingPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def tenant():
    return a_tenant()


def test_deleted_object_leaves_a_last_version(tenant):
    thing = a_thing(tenant, "Old", count=3)
    key = thing.pk
    counts = thing.delete()
    assert counts == (1, {"sample.Thing": 1})
    assert versions(Thing, key) == announced("thing", key) == [(1, "create"), (2, "delete")]
    assert (Thing.history.filter(id=key).first().name, Thing.history.filter(id=key).first().count) == ("Old", 3)


def test_queryset_deletes_one_by_one(tenant):
    keys = [a_thing(tenant).pk for _ in range(10)]
    assert Thing.objects.filter(tenant=tenant).delete()[0] == 10
    assert all(versions(Thing, key) == [(1, "create"), (2, "delete")] for key in keys)
    assert totals.read(tenant.pk, "thing") == 0


def test_cascade_is_recorded_to_the_last_leaf(tenant):
    root = a_thing(tenant)
    child = a_thing(tenant, parent=root)
    leaf = a_thing(tenant, parent=child)
    part = Part(tenant=tenant, name="Bolt")
    part.save()
    link = ThingPart(tenant=tenant, thing=leaf, part=part)
    link.save()
    keys = (child.pk, leaf.pk)
    link_key = link.pk
    assert root.delete()[0] == 4
    assert [versions(Thing, key)[-1] for key in keys] == [(2, "delete"), (2, "delete")]
    assert versions(ThingPart, link_key)[-1] == (2, "delete")


def test_what_is_referred_to_stays(tenant):
    part = Part(tenant=tenant, name="Bolt")
    part.save()
    a_thing(tenant, part=part)
    with pytest.raises(ProtectedError):
        part.delete()
    with pytest.raises(ProtectedError):
        Part.objects.filter(pk=part.pk).delete()
    assert versions(Part, part.pk) == [(1, "create")]


def test_cascade_from_an_untracked_table_is_recorded(tenant):
    drawer = Drawer.objects.create(label="left")
    notes = [Note(tenant=tenant, drawer=drawer, text=str(number)) for number in range(3)]
    for note in notes:
        note.save()
    drawer.delete()
    assert all(versions(Note, note.pk) == [(1, "create"), (2, "delete")] for note in notes)
    other = Drawer.objects.create(label="right")
    note = Note(tenant=tenant, drawer=other, text="x")
    note.save()
    Drawer.objects.all().delete()
    assert versions(Note, note.pk)[-1] == (2, "delete")


def test_stale_object_is_not_deleted(tenant):
    thing = a_thing(tenant)
    child = a_thing(tenant, parent=thing)
    other = Thing.objects.get(pk=thing.pk)
    other.count = 5
    other.save()
    with pytest.raises(errors.Conflict):
        thing.delete()
    assert Thing.objects.filter(pk__in=[thing.pk, child.pk]).count() == 2
    assert versions(Thing, child.pk) == [(1, "create")]


def test_sliced_queryset_is_not_deleted(tenant):
    a_thing(tenant)
    with pytest.raises(TypeError):
        Thing.objects.all()[:1].delete()


def test_unsaved_object_is_not_deleted(tenant):
    with pytest.raises(ValueError):
        Thing(tenant=tenant, name="Never").delete()
