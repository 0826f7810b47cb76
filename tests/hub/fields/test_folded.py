"""Folded text: what folding makes equal, and companion columns that keep in step through every kind of save."""

import unicodedata

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.migrations.autodetector import MigrationAutodetector
from django.db.migrations.state import ProjectState
from hypothesis import given
from hypothesis import strategies as st

from hub.fields.companion import with_companions
from hub.fields.folded import fold
from tests.sample.models import Item, Maker, Thing

pytestmark = pytest.mark.django_db


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_folding_forgets_case_and_composition(text):
    assert fold(text.casefold()) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


def test_folding_knows_more_than_ascii():
    assert fold("STRASSE") == fold("Straße")
    assert fold("Überdruck") == fold("U\u0308BERDRUCK")


def test_the_companion_follows_every_change():
    item = Item.objects.create(name="Äpfel")
    assert stored("name_folded", item) == "äpfel"
    item.name = "BIRNEN"
    item.save()
    assert stored("name_folded", item) == "birnen"


def test_the_companion_is_set_in_bulk_and_follows_null():
    Item.objects.bulk_create([Item(name="A"), Item(name="B", note="C")])
    assert list(Item.objects.order_by("id").values_list("name_folded", "note_folded")) == [("a", None), ("b", "c")]


def test_the_companion_is_set_when_a_fixture_is_loaded_raw():
    text = '[{"model": "sample.item", "pk": 7, "fields": {"name": "RAW", "uuid": "%s"}}]' % ("0" * 32)
    next(iter(serializers.deserialize("json", text))).save()
    assert stored("name_folded", Item(pk=7)) == "raw"


def test_a_save_of_named_fields_takes_their_companions_along():
    assert with_companions(Item, ["name", "made_on", "count"]) == [
        "name",
        "name_folded",
        "made_on",
        "made_on_precision",
        "count",
    ]


def test_a_partly_loaded_object_keeps_its_companion_right():
    item = Item.objects.create(name="Whole", note="Old")
    item = Item.objects.defer("note").get(pk=item.pk)
    item.name = "Part"
    item.save()
    assert (stored("name_folded", item), stored("note_folded", item)) == ("part", "old")


@pytest.mark.parametrize("text", ["a\x00b", "a\ud800b"])
def test_what_no_database_holds_is_refused_with_a_reason(text):
    with pytest.raises(ValidationError, match="NUL characters and lone surrogates"):
        Item(name=text).clean_fields()


def test_an_abstract_base_hands_down_one_companion():
    for model in (Item, Maker):
        assert [field.name for field in model._meta.fields].count("name_folded") == 1


def test_history_copies_leave_the_companion_out():
    assert "name_folded" not in {field.name for field in Thing.history.model._meta.fields}


def test_migration_state_knows_each_companion_once():
    from django.apps import apps

    state = ProjectState.from_apps(apps)
    names = [field.name for field in state.apps.get_model("sample", "item")._meta.fields]
    assert sorted(names) == sorted(field.name for field in Item._meta.fields)
    assert MigrationAutodetector(state, ProjectState.from_apps(apps))._detect_changes() == {}


def test_the_companion_can_be_rebuilt_from_a_migration():
    field = Item._meta.get_field("name_folded")
    _name, path, arguments, options = field.deconstruct()
    assert (path, arguments, options) == ("hub.fields.folded.FoldedColumn", [], {"source": "name"})
    assert not field.clone().editable


def test_folded_columns_stand_in_code_point_order():
    for name in ("Z", "ä", "a", "é", "z", "\U0001f600", "\uffee"):
        Item.objects.create(name=name)
    found = list(Item.objects.order_by("name_folded").values_list("name_folded", flat=True))
    assert found == sorted(found)


def test_every_short_text_of_a_resource_has_an_index_to_be_found_by():
    led = [list(one.fields)[:2] for one in [*Thing._meta.constraints, *Thing._meta.indexes]]
    assert ["tenant", "name_folded"] in led


def stored(column, item):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM sample_item WHERE id = %s", [item.pk])
        return cursor.fetchone()[0]
