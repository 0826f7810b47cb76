"""Partial dates: reading and writing, order, storage with their precision, forms and the wire."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.forms import modelform_factory
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import serializers

from hub import store
from hub.fields.partial_date import DAY, MONTH, YEAR, PartialDate, PartialDateSerializerField, render
from tests.sample.models import Item

partial_dates = st.builds(PartialDate, st.dates(), st.sampled_from([YEAR, MONTH, DAY]))
WRONG = [
    "",
    "16",
    "2016-",
    "2016-13",
    "2016-00",
    "2016-02-30",
    "2016-6",
    "2016-W01",
    "0000",
    "20160601",
    " 2016",
    "2016\n",
]


@given(partial_dates)
def test_text_and_value_are_the_same(value):
    assert PartialDate.parse(str(value)) == value
    assert len(str(value)) == {YEAR: 4, MONTH: 7, DAY: 10}[value.precision]


@given(partial_dates, partial_dates)
def test_dates_are_ordered_by_first_day_the_coarser_first(one, other):
    assert (one < other) == ((one.first(), one.precision) < (other.first(), other.precision))
    assert (one == other) == (str(one) == str(other))


@given(partial_dates)
def test_a_partial_date_covers_its_days(value):
    assert value.first() <= value.last()
    assert str(PartialDate(value.last(), value.precision)) == str(value)
    if value.last() != datetime.date.max:
        assert str(PartialDate(value.last() + datetime.timedelta(1), value.precision)) != str(value)


@pytest.mark.parametrize("text", [*WRONG, "٢٠١٦", "2016-06-13T00:00Z"])
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError, match="Expected YYYY, YYYY-MM or YYYY-MM-DD"):
        PartialDate.parse(text)


def test_february_ends_when_it_should():
    assert PartialDate.parse("2016-02").last() == datetime.date(2016, 2, 29)
    assert PartialDate.parse("1900").last() == datetime.date(1900, 12, 31)


@pytest.mark.django_db
@given(st.none() | partial_dates)
def test_the_database_gives_back_what_was_stored(value):
    key = Item.objects.create(name="x", made_on=value).pk
    item = Item.objects.get(pk=key)
    assert item.made_on == value
    assert Item.objects.only("made_on").get(pk=key).made_on == value
    item.refresh_from_db()
    assert item.made_on == value
    [row] = store.current().fetch("SELECT made_on, made_on_precision FROM sample_item WHERE id = %s", [key])
    assert render(*row) == (None if value is None else str(value))


@pytest.mark.django_db
def test_a_date_or_text_can_be_assigned():
    item = Item(name="x", made_on="2016-06")
    assert item.made_on == PartialDate.parse("2016-06")
    item.made_on = datetime.date(2016, 6, 5)
    assert str(item.made_on) == "2016-06-05"
    item.made_on = None
    assert (item.made_on, item.made_on_precision) == (None, None)
    with pytest.raises(ValidationError):
        item.made_on = "2016-13"


@pytest.mark.django_db
def test_the_database_knows_three_precisions():
    item = Item.objects.create(name="x", made_on="2016")
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE sample_item SET made_on_precision = 4 WHERE id = %s", [item.pk])


@pytest.mark.django_db
def test_a_form_takes_and_shows_partial_dates():
    form_class = modelform_factory(Item, fields=["name", "made_on"])
    form = form_class({"name": "x", "made_on": " 2016-06 "})
    assert str(form.save().made_on) == "2016-06"
    assert 'value="2016-06"' in str(form_class(instance=form.instance)["made_on"])
    assert not form_class({"name": "x", "made_on": "2016-06"}, instance=form.instance).has_changed()
    assert form_class({"name": "x", "made_on": "June"}).errors == {"made_on": ["Expected YYYY, YYYY-MM or YYYY-MM-DD."]}


@pytest.mark.parametrize("data", [*WRONG, 2016, 2016.0, True, [], {}])
def test_the_wire_takes_text_of_three_shapes_only(data):
    with pytest.raises(serializers.ValidationError, match="Expected YYYY, YYYY-MM or YYYY-MM-DD"):
        PartialDateSerializerField().run_validation(data)


def test_the_wire_gives_what_it_took():
    field = PartialDateSerializerField()
    assert field.to_representation(field.run_validation("2016-06")) == "2016-06"
    assert field.columns("production_date") == ("production_date", "production_date_precision")
