"""Instances that are made at once are those that Django makes."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import Model
from django.db.models.signals import post_init

from hub import recording
from hub.models import Resource
from hub.recording.loading import is_plain
from tests.hub.things import a_tenant, a_thing, versions
from tests.sample.models import Part, Thing

pytestmark = pytest.mark.django_db


def a_part(tenant):
    part = Part(tenant=tenant, name="Rotor")
    part.save()
    return part


def by_django(model, row):
    """What Django's own way makes of the columns of ``row``."""
    names = [field.attname for field in model._meta.concrete_fields]
    return Model.from_db.__func__(model, "default", names, [row.__dict__[name] for name in names])


def kept(row):
    return {name: value for name, value in row.__dict__.items() if not name.startswith("_")}


def test_nearly_all_kinds_are_plain():
    kinds = [model for model in apps.get_models() if issubclass(model, Resource)]
    assert sum(map(is_plain, kinds)) > len(kinds) * 0.9
    assert not is_plain(Thing)  # it has a date that is kept in two columns


def test_a_row_of_a_plain_kind_is_what_django_makes_of_it():
    part = Part.objects.get(pk=a_part(a_tenant()).pk)
    other = by_django(Part, part)
    assert (kept(part), part._state.adding, part._state.db) == (kept(other), False, other._state.db)
    assert part == other


def test_rows_by_ids_are_those_of_a_queryset():
    tenant = a_tenant()
    ids = [a_part(tenant).pk for _ in range(3)]
    found = recording.by_ids(Part, [*ids, 987654321])
    assert {key: kept(row) for key, row in found.items()} == {
        row.pk: kept(row) for row in Part.objects.filter(pk__in=ids)
    }
    things = [a_thing(tenant, made_on="2016-06", weight="1.5").pk for _ in range(2)]
    rows = recording.by_ids(Thing, things)
    assert sorted(rows) == things
    assert str(rows[things[0]].made_on) == "2016-06"
    assert recording.by_ids(Part, []) == {}


def test_saving_one_records_what_differs_and_nothing_else():
    key = a_part(a_tenant()).pk
    part = recording.by_ids(Part, [key])[key]
    part.save()
    assert versions(Part, key) == [(1, "create")]
    part.name = "Stator"
    part.save()
    assert versions(Part, key) == [(1, "create"), (2, "update")]
    assert Part.objects.get(pk=key).name_folded == "stator"


def test_columns_left_out_are_read_when_asked_for(django_assert_num_queries):
    made = a_part(a_tenant())
    part = recording.by_ids(Part, [made.pk], but=frozenset({"uuid"}))[made.pk]
    assert part.get_deferred_fields() == {"uuid"}
    with django_assert_num_queries(1):
        assert part.uuid == made.uuid


def test_who_listens_to_instances_hears_of_them():
    heard = []

    def listen(instance, **_rest):
        heard.append(instance.pk)

    part = a_part(a_tenant())
    post_init.connect(listen, sender=Part)
    try:
        Part.objects.get(pk=part.pk)
        recording.by_ids(Part, [part.pk])
    finally:
        post_init.disconnect(listen, sender=Part)
    assert heard == [part.pk, part.pk]
