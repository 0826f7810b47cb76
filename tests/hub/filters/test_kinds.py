"""What each kind of filter finds: references, numbers, states, dates, timestamps, absence."""

import uuid
from decimal import Decimal

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.fields.partial_date import DAY, MONTH, YEAR, PartialDate
from hub.fields.timestamp import parse
from hub.filters import filterset_for
from tests.sample.models import Item, Maker

pytestmark = pytest.mark.django_db

filterset = filterset_for(Item)
partial_dates = st.builds(PartialDate, st.dates(), st.sampled_from([YEAR, MONTH, DAY]))


def make(*rows):
    for place, values in enumerate(rows):
        Item.objects.create(name=str(place), **values)


def asked(query):
    answer = filterset.from_query(QueryDict(query)).apply(Item.objects.order_by("id"))
    return [int(name) for name in answer.values_list("name", flat=True)]


def searched(body):
    answer = filterset.from_body(body).apply(Item.objects.order_by("id"))
    return [int(name) for name in answer.values_list("name", flat=True)]


def test_references_are_ids_or_uuids_or_absent():
    one, two, three = (Maker.objects.create(name=name) for name in "abc")
    make({"maker": one}, {"maker": two}, {"maker": three}, {})
    assert asked(f"maker_id={one.pk},{two.uuid}") == [0, 1]
    assert asked(f"maker_id={two.uuid.hex.upper()}") == [1]
    assert asked(f"maker_id=null,{one.pk}") == [0, 3]
    assert asked("maker_id=!null") == [0, 1, 2]
    assert asked(f"maker_id={2**63 - 1}") == []
    assert searched({"maker_id": [one.pk, str(three.uuid), None]}) == [0, 2, 3]
    assert searched({"maker_id": None}) == [3]
    assert searched({"maker_id": []}) == []


def test_numbers_are_lists_and_ranges():
    make({"count": 1}, {"count": 5}, {"count": 9}, {})
    assert asked("count=1,9") == [0, 2]
    assert asked("count_from=5") == [1, 2]
    assert asked("count_from=2&count_to=5") == [1]
    assert asked("count=null") == [3]
    assert searched({"count": [5, 7]}) == [1]


def test_a_number_beyond_the_column_is_only_a_number():
    make({"count": 1}, {})
    assert asked(f"count={10**15}") == []
    assert asked(f"count_to={10**15}") == [0]
    assert asked(f"count_from=-{10**15}") == [0]
    assert asked(f"count_from={10**15}") == []
    assert searched({"count": [10**15, 1]}) == [0]


def test_exact_numbers_are_not_rounded():
    make({"weight": Decimal("0.100")}, {"weight": Decimal("0.101")}, {})
    assert asked("weight=0.1") == [0]
    assert asked("weight=0.1000") == [0]
    assert asked("weight=0.1004") == []
    assert asked("weight_from=0.1004") == [1]
    assert asked("weight_to=0.1009") == [0]
    assert asked("weight=1e30") == []
    assert asked("weight_to=1e30") == [0, 1]
    assert asked("weight_from=-1e30") == [0, 1]
    assert asked("weight_from=1e30") == []
    assert searched({"weight": [0.1, "0.101"]}) == [0, 1]


def test_states_are_found_without_regard_to_case():
    make({"state": "OPEN"}, {"state": "IN_WORK"}, {"state": "DONE"})
    assert asked("state=open,Done") == [0, 2]
    assert asked("state=*o*n*") == [0, 2]
    assert asked("state=in_w*") == [1]
    assert searched({"state": ["in_work", "done"]}) == [1, 2]


def test_truth_is_true_or_false():
    make({"active": True}, {"active": False})
    assert asked("active=true") == [0]
    assert asked("active=FALSE") == [1]
    assert searched({"active": False}) == [1]
    assert searched({"active": [True, False]}) == [0, 1]


def test_a_partial_date_finds_its_own_precision_and_ranges_find_days():
    make({"made_on": "2016"}, {"made_on": "2016-06"}, {"made_on": "2016-06-01"}, {"made_on": "2016-06-30"}, {})
    assert asked("made_on=2016-06") == [1]
    assert asked("made_on=2016") == [0]
    assert asked("made_on_from=2016-06") == [1, 2, 3]
    assert asked("made_on_from=2016-06-01&made_on_to=2016-06-30") == [1, 2, 3]
    assert asked("made_on_to=2016-06") == [0, 1, 2, 3]
    assert asked("made_on_to=2016-06-29") == [0, 1, 2]
    assert asked("made_on=null") == [4]
    assert searched({"made_on": ["2016", "2016-06-30", None]}) == [0, 3, 4]


@settings(deadline=None)
@given(st.lists(partial_dates, max_size=5), partial_dates)
def test_partial_dates_are_found_as_they_compare(stored, wanted):
    Item.objects.all().delete()
    make(*({"made_on": value} for value in stored))
    places = list(enumerate(stored))
    assert asked(f"made_on={wanted}") == [place for place, value in places if value == wanted]
    assert asked(f"made_on_from={wanted}") == [place for place, value in places if value.first() >= wanted.first()]
    assert asked(f"made_on_to={wanted}") == [place for place, value in places if value.first() <= wanted.last()]


def test_whole_dates_take_partial_bounds():
    make({"due_on": "2016-06-01"}, {"due_on": "2016-07-01"})
    assert asked("due_on=2016-07-01") == [1]
    assert asked("due_on_to=2016-06") == [0]


def test_timestamps_compare_instants_whatever_their_zone():
    make({"created_at": parse("2026-06-13T18:20:30Z")}, {"created_at": parse("2026-06-13T18:20:30.5Z")})
    assert asked("created_at=2026-06-13T19:20:30%2B01:00") == [0]
    assert asked("created_at_from=2026-06-13T18:20:30.000001Z") == [1]
    assert asked("created_at_to=2026-06-13T18:20:30Z") == [0]
    assert searched({"created_at": ["2026-06-13T18:20:30.5Z"]}) == [1]


def test_ids_and_uuids_are_lists():
    make({}, {})
    first, second = Item.objects.order_by("id")
    assert asked(f"id={first.pk},{second.pk}") == [0, 1]
    assert asked(f"uuid={second.uuid},{uuid.uuid4()}") == [1]
    assert searched({"uuid": [str(first.uuid), second.uuid.hex]}) == [0, 1]


def test_ten_thousand_ids_are_one_query(django_assert_num_queries):
    make({}, {})
    first = Item.objects.order_by("id")[0]
    filters = filterset.from_body({"id": list(range(first.pk, first.pk + 10_000)), "maker_id": [None, *range(9_999)]})
    with django_assert_num_queries(1):
        assert filters.apply(Item.objects.all()).count() == 2
