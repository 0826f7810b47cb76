"""Refusals as objects: pointers, statuses and words."""

from __future__ import annotations

import pytest

from hub import errors
from hub.errors import field_error, header_error, parameter_error, pointer
from hub.problems.catalogue import BY_STATUS, PROBLEMS

POINTERS = [
    ((), "#"),
    (("name",), "#/name"),
    (("assets", 3, "serial_number"), "#/assets/3/serial_number"),
    (("a/b", "c~d"), "#/a~1b/c~0d"),
    (("größe", "a b", "%"), "#/gr%C3%B6%C3%9Fe/a%20b/%25"),
    (("",), "#/"),
    (("\ud800",), "#/?"),
    (("x" * 500,), "#/" + "x" * 128),
]


@pytest.mark.parametrize("path, expected", POINTERS, ids=[expected[:40] for _, expected in POINTERS])
def test_pointers_are_uri_fragments(path: tuple[object, ...], expected: str) -> None:
    assert pointer(*path) == expected


@pytest.mark.parametrize("slug", PROBLEMS)
def test_every_problem_type_has_status_title_and_explanation(slug: str) -> None:
    kind = PROBLEMS[slug]
    assert 400 <= kind.status < 600
    assert str(kind.title).endswith(".")
    assert len(str(kind.explanation)) > len(str(kind.title)) / 2


@pytest.mark.parametrize("status", BY_STATUS)
def test_a_bare_status_has_its_type(status: int) -> None:
    problem = errors.Problem(status=status)
    assert (problem.status_code, PROBLEMS[problem.slug].status) == (status, status)


UNIQUE, BLANK = field_error("serial_number", "unique", "x"), field_error("name", "blank", "x")
STATUSES = [
    ([BLANK], False, 400, "validation"),
    ([UNIQUE], False, 409, "unique"),
    ([UNIQUE, field_error("code", "unique", "x")], False, 409, "unique"),
    ([UNIQUE, BLANK], False, 400, "validation"),
    ([UNIQUE], True, 400, "validation"),
    ([parameter_error("x", "unknown", "x")], False, 400, "unknown-parameter"),
    ([parameter_error("page", "invalid", "x")], False, 400, "invalid-parameter"),
    ([header_error("If-Match", "invalid", "x")], False, 400, "invalid-header"),
    ([parameter_error("page", "invalid", "x"), BLANK], False, 400, "validation"),
]


@pytest.mark.parametrize("found, bulk, status, slug", STATUSES)
def test_errors_decide_status_and_type(found: list[errors.Error], bulk: bool, status: int, slug: str) -> None:
    problem = errors.ValidationProblem(found, bulk=bulk)
    assert (problem.status_code, problem.slug) == (status, slug)


@pytest.mark.parametrize("count, words", [(1, "1 field needs attention."), (3, "3 fields need attention.")])
def test_the_detail_counts(count: int, words: str) -> None:
    assert str(errors.ValidationProblem([BLANK] * count).detail) == words


def test_an_unknown_parameter_is_named_with_the_allowed_ones() -> None:
    problem = errors.UnknownParameter("serialnumber", ["tenant_id", "serial_number"])
    assert problem.errors == [{"parameter": "serialnumber", "code": "unknown", "detail": "Did you mean serial_number?"}]
    assert problem.extra == {"allowed": ["serial_number", "tenant_id"]}


def test_an_illegal_transition_names_the_legal_targets() -> None:
    problem = errors.IllegalTransition("PRESETTING", ["AVAILABLE", "ASSEMBLED", "UNAVAILABLE"])
    assert (problem.status_code, problem.slug) == (409, "illegal-transition")
    assert problem.detail == "PRESETTING can become AVAILABLE, ASSEMBLED or UNAVAILABLE."
    assert problem.extra["legal"] == ["AVAILABLE", "ASSEMBLED", "UNAVAILABLE"]
    assert errors.IllegalTransition("DONE", []).detail == "DONE is final."
    assert errors.IllegalTransition("A", ["B"]).detail == "A can become B."


@pytest.mark.parametrize("code, slug", [("stale", "stale"), ("in_use", "in-use"), ("something_new", "conflict")])
def test_a_conflict_finds_its_type_by_its_code(code: str, slug: str) -> None:
    problem = errors.Conflict(code)
    assert (problem.status_code, problem.slug, problem.extra["code"]) == (409, slug, code)


def test_unavailable_says_when_to_come_back() -> None:
    assert errors.Unavailable(7).headers == {"Retry-After": "7"}
