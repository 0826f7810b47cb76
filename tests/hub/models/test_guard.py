"""Every ordinary way of Django to write either records or refuses."""

from __future__ import annotations

import asyncio

import pytest
from django.core import serializers
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from hub.models import UnrecordedWrite
from tests.hub.things import a_tenant, a_thing, versions
from tests.sample.models import Part, Thing, ThingPart

pytestmark = pytest.mark.django_db


@pytest.fixture
def thing():
    return a_thing(a_tenant(), "Guarded")


@pytest.fixture
def part(thing):
    part = Part(tenant=thing.tenant, name="Bolt")
    part.save()
    return part


def _fixture(thing):
    text = serializers.serialize("json", [thing])
    for item in serializers.deserialize("json", text):
        item.save()


REFUSED = {
    "update": lambda thing, part: Thing.objects.filter(pk=thing.pk).update(count=1),
    "update of all": lambda thing, part: Thing.objects.update(count=1),
    "aupdate": lambda thing, part: asyncio.run(Thing.objects.aupdate(count=1)),
    "bulk_create": lambda thing, part: Thing.objects.bulk_create([Thing(tenant=thing.tenant, name="x")]),
    "bulk_update": lambda thing, part: Thing.objects.bulk_update([thing], ["name"]),
    "the base manager": lambda thing, part: Thing._base_manager.filter(pk=thing.pk).update(count=1),
    "the default manager": lambda thing, part: Thing._default_manager.update(count=1),
    "a related manager's set": lambda thing, part: thing.children.set([thing]),
    "a related manager's add": lambda thing, part: part.things.add(thing),
    "a related manager's update": lambda thing, part: part.things.update(count=1),
    "a related manager's bulk_create": lambda thing, part: part.things.bulk_create([Thing(tenant_id=1, name="x")]),
    "a link table's add": lambda thing, part: thing.parts.add(part),
    "a link table's set": lambda thing, part: thing.parts.set([part]),
    "a fixture": lambda thing, part: _fixture(thing),
    "save_base": lambda thing, part: thing.save_base(raw=True),
    "a raw delete": lambda thing, part: Thing.objects.filter(pk=thing.pk)._raw_delete("default"),
    "simple_history's bulk_create": lambda thing, part: bulk_create_with_history(
        [Thing(tenant=thing.tenant, name="x")], Thing
    ),
    "simple_history's bulk_update": lambda thing, part: bulk_update_with_history([thing], Thing, ["name"]),
}


@pytest.mark.parametrize("way", REFUSED)
def test_unrecorded_way_is_refused(thing, part, way):
    thing.name = "Changed"
    with pytest.raises(UnrecordedWrite):
        REFUSED[way](thing, part)


def test_related_manager_without_bulk_records(thing, part):
    part.things.add(thing, bulk=False)
    assert versions(Thing, thing.pk) == [(1, "create"), (2, "update")]
    part.things.remove(thing, bulk=False)
    assert versions(Thing, thing.pk)[-1] == (3, "update")
    child = thing.children.create(tenant=thing.tenant, name="Child")
    assert versions(Thing, child.pk) == [(1, "create")]


def test_link_is_made_and_removed_as_an_object(thing, part):
    link = ThingPart(tenant=thing.tenant, thing=thing, part=part)
    link.save()
    key = link.pk
    thing.parts.remove(part)
    assert versions(ThingPart, key) == [(1, "create"), (2, "delete")]
    assert not thing.parts.exists()


def test_saving_without_history_is_not_a_way(thing):
    thing.name = "Quietly"
    thing.save_without_historical_record()
    assert versions(Thing, thing.pk) == [(1, "create"), (2, "update")]
