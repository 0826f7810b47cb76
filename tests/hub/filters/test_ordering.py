"""Orders: stable, by folded text, at most three fields, nothing unknown."""

import pytest

from hub.errors import ValidationProblem
from hub.filters import RelatedTextFilter, filterset_for, ordering, templated
from tests.sample.models import Item

filterset = filterset_for(Item, maker_name=RelatedTextFilter(field="maker__name"))


@pytest.mark.parametrize(
    "text, columns",
    [
        (None, ["id"]),
        ("id", ["id"]),
        ("-id", ["-id"]),
        ("name", ["name_folded", "id"]),
        ("name,-created_at", ["name_folded", "-created_at", "-id"]),
        ("-made_on", ["-made_on", "-made_on_precision", "-id"]),
        ("maker_id, -count", ["maker_id", "-count", "-id"]),
        ("count,id,name", ["count", "id"]),
    ],
)
def test_an_order_is_total(text, columns):
    assert ordering(filterset, text) == columns


@pytest.mark.parametrize(
    "text", ["", "nam", "description", "name,", "--name", "maker__name", "created_at_from", "maker_name", "?"]
)
def test_what_cannot_be_ordered_by_is_refused(text):
    with pytest.raises(ValidationProblem) as problem:
        ordering(filterset, text)
    assert {error["parameter"] for error in problem.value.errors} == {"order_by"}
    assert "name" in problem.value.extra["allowed"]


def test_three_fields_are_enough_and_none_comes_twice():
    for text, code in (("name,count,state,active", "too_many"), ("name,-name", "repeated"), ("," * 5000, "too_many")):
        with pytest.raises(ValidationProblem) as problem:
            ordering(filterset, text)
        assert problem.value.errors[0]["code"] == code


def test_a_template_lists_parameters():
    assert templated(["page", "name"]) == "{?page,name}"
    assert templated([]) == ""
