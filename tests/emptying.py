"""After a test that commits: only the tables it wrote to are emptied, and the standard rows are put back as they were.

Django's own way truncates all tables of the hub and makes the standard rows anew, which takes seconds on PostgreSQL.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count
from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.test import TransactionTestCase

from tests import witness

#: What migrate writes and no test changes.
_FIXED = {"django_migrations", "django_content_type", "auth_permission"}
#: The rows of each table that has some before any test: {table: (columns, rows)}.
_standard: dict[str, tuple[list[str], list[Any]]] = {}

#: For whom nothing is emptied, though tests commit.
_kept: list[str] = []


@contextmanager
def kept(whose: str) -> Iterator[None]:
    """What is written within the block stays from test to test, and is cleared up at its end."""
    _kept.append(whose)
    try:
        yield
    finally:
        _kept.remove(whose)
        empty()


def remember() -> None:
    """Take the database as it is for the state that every test begins with."""
    _tables.cache_clear()
    _standard.clear()
    _standard.update({table: _rows(table) for table in _filled()})
    TransactionTestCase._reset_sequences = staticmethod(_first_ids)  # type: ignore[method-assign]
    TransactionTestCase._fixture_teardown = lambda case: None if _kept else empty()  # type: ignore[method-assign]


def _first_ids(_alias: str) -> None:
    """New rows get the first ids that the standard rows leave free."""
    with connection.cursor() as cursor:
        for table, key in _numbered():
            columns, rows = _standard.get(table, ([key], []))
            taken = {row[columns.index(key)] for row in rows}
            first = next(number for number in count(1) if number not in taken)
            if connection.vendor == "postgresql":
                sequence = "pg_get_serial_sequence(%s, %s)"
                cursor.execute(f"SELECT setval({sequence}, %s, false)", [f'"{table}"', key, first])
            else:
                cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [first - 1, table])


def _numbered() -> list[tuple[str, str]]:
    """(table, column) of the keys that the database numbers."""
    found = connection.introspection.sequence_list()
    return [(one["table"], one["column"]) for one in found if one["column"] and one["table"] in _tables()]


@cache
def _tables() -> list[str]:
    """All tables of models, each after those that it refers to."""
    there, found = set(connection.introspection.table_names()) - _FIXED, dict.fromkeys([""])

    def add(model: Any, above: tuple[Any, ...] = ()) -> None:
        for one in model._meta.concrete_fields:
            if one.is_relation and one.related_model not in (*above, model):
                add(one.related_model, (*above, model))
        if model._meta.managed and model._meta.db_table in there:
            found[model._meta.db_table] = None

    for model in apps.get_models(include_auto_created=True):
        if model._meta.db_table not in found:
            add(model)
    return list(found)[1:]


def _filled() -> list[str]:
    asked = (f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in _tables())
    found: list[str] = []
    with connection.cursor() as cursor:
        for part in _parts(list(asked)):
            cursor.execute(" UNION ALL ".join(part))
            found += [name for (name,) in cursor.fetchall()]
    return found


def _parts(statements: list[str], size: int = 400) -> list[list[str]]:
    """SQLite joins at most 500 selects."""
    return [statements[start : start + size] for start in range(0, len(statements), size)]


def _rows(table: str) -> tuple[list[str], list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')
        rows = sorted(cursor.fetchall(), key=repr)
        return [column[0] for column in cursor.description], rows


def empty() -> None:
    """Bring the database back to the state that every test begins with."""
    assert "test" in str(connection.settings_dict["NAME"])
    none: tuple[list[str], list[Any]] = ([], [])
    filled = {*_filled(), *_standard}
    touched = [name for name in _tables() if name in filled and _rows(name) != _standard.get(name)]
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in touched:
            cursor.execute(f'DELETE FROM "{table}"')
        for table in touched:
            _restore(cursor, table, *_standard.get(table, none))
        if witness.ENABLED and connection.vendor == "postgresql":
            cursor.execute("DELETE FROM hub_witness")


def _restore(cursor: Any, table: str, columns: list[str], rows: list[Any]) -> None:
    if rows:
        names, places = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
        cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({places})', rows)
