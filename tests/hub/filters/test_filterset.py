"""Filter sets: everything wrong is told at once, limits hold, and nothing is ignored."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.http import QueryDict

from hub.errors import UnknownParameter, ValidationProblem
from hub.filters import TextFilter, filterset_for, refuse_unknown
from tests.sample.models import Item, Thing

filterset = filterset_for(Item)


def refused(query):
    with pytest.raises(ValidationProblem) as problem:
        filterset.from_query(QueryDict(query))
    return problem.value


def test_an_unknown_parameter_is_named_with_the_one_that_was_meant():
    problem = refused("nam=x&per_page=5")
    assert isinstance(problem, UnknownParameter)
    assert problem.errors == [{"parameter": "nam", "code": "unknown", "detail": "Did you mean name?"}]
    assert {"name", "made_on_from", "page"} <= set(problem.extra["allowed"])


def test_everything_wrong_with_a_query_is_told_at_once():
    problem = refused("nam=x&count=y&state=z&active=true&active=true")
    told = {error["parameter"]: error["code"] for error in problem.errors}
    assert told == {"nam": "unknown", "count": "invalid", "state": "invalid", "active": "repeated"}
    assert problem.slug == "invalid-parameter"


def test_reserved_parameters_are_not_filters_but_may_not_repeat_either():
    assert filterset.from_query(QueryDict("page=2&per_page=5&order_by=name&include=maker")).is_empty
    assert refused("page=1&page=2").errors[0]["code"] == "repeated"


def test_what_only_single_resources_understand_is_unknown_here():
    assert refused("as_of=2026-01-01T00:00:00Z").errors[0]["code"] == "unknown"


def test_twenty_filters_are_enough():
    names = filterset.parameters()
    assert [error["code"] for error in refused("&".join(f"x{place}=1" for place in range(700))).errors] == ["too_many"]
    assert refused("&".join(f"{name}=1" for name in names[:21])).errors[0]["code"] == "too_many"


def test_a_hundred_values_in_a_query_are_enough():
    assert refused("count=" + ",".join(["1"] * 101)).errors[0]["code"] == "too_many"
    assert filterset.from_query(QueryDict("count=" + ",".join(["1"] * 100))).cleaned


def test_a_search_tells_all_bad_elements_with_pointers():
    with pytest.raises(ValidationProblem) as problem:
        filterset.from_body({"count": [1, "x", 3, True], "nam/e": 1, "active": 1})
    told = {error["pointer"]: error["code"] for error in problem.value.errors}
    assert told == {"#/count/1": "invalid", "#/count/3": "invalid", "#/nam~1e": "unknown", "#/active": "invalid"}


def test_a_search_takes_ten_thousand_values_and_not_one_more():
    assert filterset.from_body({"count": [1] * 10_000}).cleaned
    with pytest.raises(ValidationProblem) as problem:
        filterset.from_body({"count": [1] * 10_001})
    assert problem.value.errors[0]["code"] == "too_many"


def test_ten_thousand_bad_values_do_not_make_ten_thousand_errors():
    with pytest.raises(ValidationProblem) as problem:
        filterset.from_body({"count": ["x"] * 10_000})
    assert len(problem.value.errors) == 100


@pytest.mark.parametrize("body", [None, [], "name", 5, True])
def test_a_search_is_an_object(body):
    with pytest.raises(ValidationProblem) as problem:
        filterset.from_body(body)
    assert problem.value.errors[0]["pointer"] == "#"


def test_an_empty_question_is_empty():
    assert filterset.from_body({}).is_empty
    assert filterset.from_query(QueryDict("")).is_empty


def test_every_field_can_be_asked_for_but_descriptions_secrets_and_plain_text():
    assert filterset.parameters()[:3] == ["name", "tenant_id", "tenant_id_from"]
    assert not {"description", "name_folded", "made_on_precision", "digest"} & set(filterset.parameters())
    names = filterset_for(Thing).parameters()
    assert names[:3] == ["name", "parent_id", "part_id"]
    assert names[-6:] == [
        "created_at",
        "created_at_from",
        "created_at_to",
        "updated_at",
        "updated_at_from",
        "updated_at_to",
    ]
    assert not {"secret", "last_used_at", "translations", "version", "data"} & set(names)


def test_plain_text_cannot_be_made_a_filter():
    with pytest.raises(ImproperlyConfigured, match="must be folded"):
        filterset_for(Item, fields=["digest"])


def test_a_declared_filter_stands_beside_the_others_and_replaces_one_of_its_name():
    found = filterset_for(Item, fields=["name", "count"], name=TextFilter("note"), title=TextFilter("name"))
    assert found.parameters() == ["count", "count_from", "count_to", "name", "title"]
    assert found.base_filters["name"].field_name == "note"


def test_a_view_without_filters_refuses_what_it_does_not_know():
    refuse_unknown(QueryDict("page=1"), ["page"])
    with pytest.raises(UnknownParameter):
        refuse_unknown(QueryDict("pge=1"), ["page"])


def test_the_schema_describes_every_filter():
    assert [one["name"] for one in filterset.schema()] == filterset.parameters()
    assert set(filterset.body_schema()["properties"]) == set(filterset.parameters())
