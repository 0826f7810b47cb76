"""Timestamps on the wire: every instant there and back, and everything that is not one refused."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rest_framework import serializers

from hub.fields.timestamp import TimestampField, parse, render

offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(
    lambda minutes: datetime.timezone(datetime.timedelta(minutes=minutes))
)
WRONG = [
    "",
    "2026-06-13",
    "2026-06-13T18:20",
    "2026-06-13T18:20:30",
    "2026-06-13 18:20:30Z",
    "2026-06-13T18:20:30 01:00",
    "2026-06-13T18:20:30+0100",
    "2026-06-13T18:20:30+01",
    "2026-06-13T18:20:30+24:00",
    "2026-06-13T18:20:30+01:60",
    "2026-06-13T24:00:00Z",
    "2026-06-30T23:59:60Z",
    "2026-W24-6T18:20:30Z",
    "2026-164T18:20:30Z",
    "2026-02-29T18:20:30Z",
    "2026-06-13T18:20:30.Z",
    "2026-06-13T18:20:30.1234567Z",
    "2026-06-13T18:20:30,5Z",
    "2026-06-13t18:20:30z",
    "2026-06-13T18:20:30Z\n",
    "0000-06-13T18:20:30Z",
    "+12026-06-13T18:20:30Z",
    "٢٠٢٦-06-13T18:20:30Z",
]


@given(st.datetimes(timezones=st.just(datetime.UTC)))
def test_an_instant_comes_back_as_it_went(moment):
    assert parse(render(moment)) == moment


@given(st.datetimes(datetime.datetime(2, 1, 1), datetime.datetime(9998, 1, 1), timezones=offsets))
def test_any_zone_is_the_same_instant_in_utc(moment):
    found = parse(moment.isoformat())
    assert found == moment
    assert found.utcoffset() == datetime.timedelta(0)


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_instant_is_refused(text):
    with pytest.raises(ValueError):
        parse(text)


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01"])
def test_an_offset_that_leaves_the_calendar_is_refused(text):
    with pytest.raises(ValueError):
        parse(text)


def test_the_ends_of_the_calendar_are_instants():
    assert render(parse("0001-01-01T00:00:00Z")) == "0001-01-01T00:00:00Z"
    assert render(parse("9999-12-31T23:59:59.999999Z")) == "9999-12-31T23:59:59.999999Z"


def test_a_fraction_has_six_digits_when_it_is_not_zero():
    assert render(parse("2026-06-13T19:20+01:00")) == "2026-06-13T18:20:00Z"
    assert render(parse("2026-06-13T18:20:30.5Z")) == "2026-06-13T18:20:30.500000Z"


def test_the_field_answers_none_for_none():
    assert TimestampField.render(None) is None


@pytest.mark.parametrize("data", [0, 1.5, True, [], {}, "yesterday"])
def test_the_field_takes_text_only(data):
    with pytest.raises(serializers.ValidationError, match="Expected YYYY-MM-DDThh:mm"):
        TimestampField().run_validation(data)
