"""Text filters against an oracle: the same rows as a regular expression over folded text finds, on every database."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from hub.fields.folded import fold
from hub.filters import RelatedTextFilter, filterset_for
from hub.filters.text import after
from tests.sample.models import Item, Maker

pytestmark = pytest.mark.django_db

tricky = st.sampled_from("aAbBäÄöÖéÉßẞſ%_\\'\"?[]^.$ \n0Σσς\u0130ıǰΐﬃ\u0308\ud7ff\ue000\U0010ffff😀")
anything = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
texts = st.text(tricky | anything, max_size=12)
filterset = filterset_for(Item)


@st.composite
def rows_and_pattern(draw):
    rows = draw(st.lists(texts, min_size=1, max_size=6))
    row = draw(st.sampled_from(rows))
    start = draw(st.integers(0, len(row)))
    inner = row[start : draw(st.integers(start, len(row)))]
    pieces = draw(st.lists(st.just("*") | st.just(inner) | st.just(inner.swapcase()) | texts, max_size=5))
    return rows, "".join(pieces)


def oracle(pattern, text):
    parts = [re.escape(part) for part in fold(pattern).split("*")]
    return text is not None and re.fullmatch(".*".join(parts), fold(text), re.DOTALL) is not None


def found(body):
    return set(filterset.from_body(body).apply(Item.objects.all()).values_list("count", flat=True))


def stock(names):
    Item.objects.all().delete()
    Item.objects.bulk_create([Item(name=name, note=name, count=place) for place, name in enumerate(names)])


@settings(max_examples=300, deadline=None)
@given(rows_and_pattern())
def test_a_pattern_finds_what_the_oracle_finds(case):
    rows, pattern = case
    stock(rows)
    assert found({"name": pattern}) == {place for place, row in enumerate(rows) if oracle(pattern, row)}


@settings(deadline=None)
@given(rows_and_pattern(), rows_and_pattern())
def test_a_list_finds_what_any_of_its_patterns_finds(one, other):
    rows, patterns = one[0], [one[1], other[1], one[0][0]]
    stock(rows)
    wanted = {place for place, row in enumerate(rows) if any(oracle(pattern, row) for pattern in patterns)}
    assert found({"name": patterns}) == wanted


@given(st.text(tricky | anything, max_size=5), st.text(tricky | anything, max_size=5))
def test_the_end_of_a_range_lies_above_all_that_begin_so(start, rest):
    end = after(start)
    assert end is None or start + rest < end
    assert end is None or not end.startswith(start)


def test_stars_stand_for_any_text_but_not_for_none():
    stock(["a", ""])
    Item.objects.create(name="b", note=None, count=9)
    assert found({"note": "*"}) == found({"note": "***"}) == {0, 1}
    assert found({"note": None}) == {9}
    assert found({"note": [None, "a"]}) == {0, 9}
    assert found({"note": ""}) == {1}


def test_long_runs_of_stars_are_one():
    stock(["abc"])
    assert found({"name": "a" + "*" * 200 + "c"}) == {0}


def test_the_words_null_and_comma_mean_themselves():
    stock(["null", "!null", "a,b", "a"])
    assert found({"name": "NULL"}) == {0}
    assert found({"name": "!null"}) == {1}
    assert found({"name": "a,b"}) == {2}


def test_text_of_what_is_referred_to_is_found_likewise():
    makers = [Maker.objects.create(name=name) for name in ("Äcme", "Border")]
    for place, maker in enumerate(makers):
        Item.objects.create(name="x", maker=maker, count=place)
    by_maker = filterset_for(Item, maker_name=RelatedTextFilter(field="maker__name"))
    for pattern, wanted in (("äCME", [0]), ("b*", [1]), ("*o*r*", [1]), ("*cme*", [0]), ("*", [0, 1])):
        answer = by_maker.from_body({"maker_name": pattern}).apply(Item.objects.order_by("count"))
        assert list(answer.values_list("count", flat=True)) == wanted


def test_ten_thousand_texts_are_one_query(django_assert_num_queries):
    stock([f"name {place}" for place in range(20)])
    filters = filterset.from_body({"name": [f"NAME {place}" for place in range(5, 10_005)]})
    with django_assert_num_queries(1):
        assert filters.apply(Item.objects.all()).count() == 15


def test_many_patterns_cost_no_more_queries_than_one():
    stock([f"name {place}" for place in range(20)])
    counts = []
    for number in (1, 300):
        filters = filterset.from_body({"name": [f"*AME {place}*" for place in range(number)]})
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert filters.apply(Item.objects.all()).count() in (1, 20)
        counts.append(len(queries))
    assert counts[0] == counts[1]
