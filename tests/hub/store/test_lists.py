"""The lookup one_of: any number of values of any type, in one parameter."""

import datetime
import uuid
from decimal import Decimal

import pytest
from django.db.models import Q

from tests.sample.models import Item, Maker

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "column, value, other",
    [
        ("count", 5, 6),
        ("weight", Decimal("0.100"), Decimal("0.2")),
        ("ratio", 0.1, 0.2),
        ("active", False, True),
        ("due_on", datetime.date(2016, 6, 1), datetime.date(2016, 6, 2)),
        (
            "created_at",
            datetime.datetime(2016, 6, 1, 1, 2, 3, 4, datetime.UTC),
            datetime.datetime(2016, 6, 1, tzinfo=datetime.UTC),
        ),
        ("uuid", uuid.UUID(int=7), uuid.UUID(int=8)),
        ("state", "DONE", "OPEN"),
        ("name_folded", "ä\"'\\", "b"),
    ],
)
@pytest.mark.parametrize("length", [1, 2, 150])
def test_every_type_of_column_is_found_in_a_list(column, value, other, length):
    name = value if column == "name_folded" else "x"
    item = Item.objects.create(**{"name": name, **({} if column == "name_folded" else {column: value})})
    values = [other, value] * length if length > 1 else [value]
    assert list(Item.objects.filter(**{f"{column}__one_of": values})) == [item]
    assert not Item.objects.filter(**{f"{column}__one_of": [other]}).exists()


def test_references_are_found_in_a_list_also_from_afar():
    maker = Maker.objects.create(name="m")
    item = Item.objects.create(name="x", maker=maker)
    for path in ("maker", "maker_id", "maker__pk"):
        assert list(Item.objects.filter(**{f"{path}__one_of": [maker.pk, 0]})) == [item]
    assert list(Item.objects.filter(maker__name_folded__one_of=["m"])) == [item]


def test_no_values_find_nothing_and_negation_works():
    item = Item.objects.create(name="x", count=1)
    assert not Item.objects.filter(count__one_of=[]).exists()
    assert list(Item.objects.filter(Q(count__one_of=[]) | Q(count=1))) == [item]
    assert list(Item.objects.exclude(count__one_of=[2])) == [item]
