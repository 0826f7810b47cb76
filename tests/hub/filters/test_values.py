"""Values that cannot be read are refused with a reason: every kind, from a query and from a search."""

import math
from contextlib import suppress

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from hub.errors import ValidationProblem
from hub.filters import filterset_for
from tests.sample.models import Item

filterset = filterset_for(Item)
#: Every kind of filter, and text that it cannot read.
WRONG = {
    "count": ["x", "1.5", "1e3", "0x10", "١", "9" * 20, "9" * 25, str(2**63), "1,,2", "--1", "nan"],
    "weight": ["x", "nan", "inf", "1e4000", "1,5x", "1" * 41, ".5"],
    "ratio": ["x", "nan", "-inf", "1e400"],
    "active": ["1", "yes", "t"],
    "state": ["closed", "open,closed", "x*"],
    "maker_id": ["x", "0197f0a1", "9" * 19 + "9", "0197f0a1-5b7c-7c3e-9d4e2f6a1b8c9d0e0", "{%s}" % ("0" * 34)],
    "uuid": ["4", "x", "0" * 31, "urn:uuid:" + "0" * 27],
    "made_on": ["2016-13", "2016-06-31", "06/2016", "2016-06-01T00:00Z"],
    "made_on_to": ["2016-13", "null", "!null"],
    "due_on": ["2016", "2016-06"],
    "created_at": ["2026", "2026-06-13", "2026-06-13T18:20:30", "2026-06-13T18:20:30 01:00"],
    "created_at_from": ["2026-06-13", "null"],
    "count_from": ["1,2", "null"],
}
NO_JSON = {
    "count": ["4", True, 1.0, 1.5, {}, [[1]], 2**63],
    "weight": [True, "x", {}, math.inf],
    "ratio": [True, "1", math.nan, 10**400],
    "active": ["true", 1, 0],
    "state": [1, True, "closed"],
    "maker_id": ["4", True, 4.0, {"id": 4}],
    "uuid": [4, True],
    "name": [5, True, {}, "a\x00", "\ud800"],
    "made_on": [2016, "2016-13"],
    "made_on_to": [None, ["2016"]],
    "created_at": [0, "2026-06-13T18:20:30"],
    "count_from": [None, [1], "1"],
}


@pytest.mark.parametrize("name, raw", [(name, raw) for name, all_raw in WRONG.items() for raw in all_raw])
def test_a_query_with_a_wrong_value_names_the_parameter(name, raw):
    query = QueryDict(mutable=True)
    query[name] = raw
    with pytest.raises(ValidationProblem) as problem:
        filterset.from_query(query)
    assert [error["parameter"] for error in problem.value.errors] == [name]
    assert problem.value.status_code == 400
    assert str(problem.value.errors[0]["detail"])


@pytest.mark.parametrize("name, raw", [(name, raw) for name, all_raw in NO_JSON.items() for raw in all_raw])
def test_a_search_with_a_wrong_value_points_at_it(name, raw):
    with pytest.raises(ValidationProblem) as problem:
        filterset.from_body({name: raw})
    assert [error["pointer"].split("/")[1] for error in problem.value.errors] == [name]


@pytest.mark.parametrize("name", [name for name in filterset.parameters() if name not in ("name", "note")])
def test_an_empty_value_is_refused_where_it_is_no_value(name):
    for read in (filterset.from_query, filterset.from_body):
        with pytest.raises(ValidationProblem):
            read(QueryDict(f"{name}=") if read == filterset.from_query else {name: ""})


@pytest.mark.parametrize("name", filterset.parameters())
def test_a_value_of_257_characters_is_refused(name):
    with pytest.raises(ValidationProblem) as problem:
        filterset.from_query(QueryDict(f"{name}={'1' * 257}"))
    assert problem.value.errors[0]["code"] == "too_long"


def test_a_text_longer_than_its_field_is_refused_and_stars_do_not_count():
    with pytest.raises(ValidationProblem):
        filterset.from_query(QueryDict(f"name={'a' * 101}"))
    assert filterset.from_query(QueryDict(f"name=*{'a' * 100}*")).cleaned


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda below: st.lists(below, max_size=3),
    max_leaves=5,
)


@given(st.sampled_from(filterset.parameters()), json_values)
def test_any_json_is_read_or_refused(name, raw):
    with suppress(ValidationProblem):
        filterset.from_body({name: raw})


@given(st.sampled_from(filterset.parameters()), st.text())
def test_any_text_is_read_or_refused(name, raw):
    query = QueryDict(mutable=True)
    query[name] = raw
    with suppress(ValidationProblem):
        filterset.from_query(query)
