"""What the database's refusals come to for the caller."""

from __future__ import annotations

import pytest
from django.db import DataError, IntegrityError, InterfaceError, OperationalError, ProgrammingError, connection

from hub.problems import database


class _Cause(Exception):
    def __init__(self, sqlstate: str | None = None, sqlite_errorname: str | None = None) -> None:
        super().__init__()
        self.sqlstate = sqlstate
        self.sqlite_errorname = sqlite_errorname


class _Lost(Exception):
    __module__ = "psycopg.errors"


CASES = [
    (IntegrityError, _Cause("23505"), 409, "unique"),
    (IntegrityError, _Cause(None, "SQLITE_CONSTRAINT_UNIQUE"), 409, "unique"),
    (IntegrityError, _Cause("23503"), 409, "in-use"),
    (IntegrityError, _Cause(None, "SQLITE_CONSTRAINT_FOREIGNKEY"), 409, "in-use"),
    (IntegrityError, _Cause("23514"), 400, "validation"),
    (DataError, _Cause("22003"), 400, "validation"),
    (DataError, _Cause("22021"), 400, "validation"),
    (OperationalError, _Cause("57014"), 504, "timeout"),
    (OperationalError, _Cause(None, "SQLITE_INTERRUPT"), 504, "timeout"),
    (OperationalError, _Cause("55P03"), 503, "unavailable"),
    (OperationalError, _Cause("40P01"), 503, "unavailable"),
    (OperationalError, _Cause("40001"), 503, "unavailable"),
    (OperationalError, _Cause("53300"), 503, "unavailable"),
    (OperationalError, _Cause("53100"), 503, "unavailable"),
    (OperationalError, _Cause("57P01"), 503, "unavailable"),
    (OperationalError, _Cause("08006"), 503, "unavailable"),
    (OperationalError, _Cause(None, "SQLITE_BUSY"), 503, "unavailable"),
    (OperationalError, _Cause(None, "SQLITE_LOCKED"), 503, "unavailable"),
    (OperationalError, _Cause(None, "SQLITE_FULL"), 503, "unavailable"),
    (OperationalError, _Lost(), 503, "unavailable"),
    (InterfaceError, _Lost(), 503, "unavailable"),
]


@pytest.mark.parametrize("kind, cause, status, slug", CASES)
def test_refusals_that_are_not_our_mistake(kind: type[Exception], cause: Exception, status: int, slug: str) -> None:
    exc = kind("secret")
    exc.__cause__ = cause
    problem = database.problem_of(exc)
    assert problem is not None
    assert (problem.status_code, problem.slug) == (status, slug)
    assert "secret" not in str(problem)


@pytest.mark.parametrize("exc", [OperationalError("no such table"), ProgrammingError("syntax"), IntegrityError("null")])
def test_our_own_mistakes_stay_mistakes(exc: Exception) -> None:
    exc.__cause__ = _Cause("23502" if isinstance(exc, IntegrityError) else None, "SQLITE_ERROR")
    assert database.problem_of(exc) is None


@pytest.mark.django_db
def test_the_database_at_hand_is_understood() -> None:
    cursor = connection.cursor()
    cursor.execute("CREATE TEMPORARY TABLE pairs (a integer UNIQUE)")
    with pytest.raises(IntegrityError) as caught:
        cursor.execute("INSERT INTO pairs VALUES (1), (1)")
    assert database.meaning_of(caught.value) == "unique"
