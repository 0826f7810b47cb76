"""A second witness of history on PostgreSQL: triggers count every change of a tracked row, and after each test the
counts must equal the history rows, one to one. On for the whole suite with WITNESS=on."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Generator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, connections

ENABLED = os.environ.get("WITNESS", "") == "on"
_TABLES = """CREATE TABLE IF NOT EXISTS hub_witness (place text, id bigint, kind text);
  CREATE TABLE IF NOT EXISTS hub_witness_since (place text, history_id bigint);
  DELETE FROM hub_witness; DELETE FROM hub_witness_since"""
_FUNCTION = """CREATE OR REPLACE FUNCTION hub_witness() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
  INSERT INTO hub_witness VALUES (TG_TABLE_NAME, COALESCE(NEW.id, OLD.id), TG_ARGV[0]); RETURN NULL; END $$"""
_DIFFERENCES = """
  WITH w AS (SELECT id, kind, COUNT(*) AS n FROM hub_witness WHERE place = '{table}' GROUP BY 1, 2),
       h AS (SELECT id, history_type AS kind, COUNT(*) AS n FROM "{history}"
             WHERE history_id > (SELECT MAX(history_id) FROM hub_witness_since WHERE place = '{table}') GROUP BY 1, 2)
  SELECT id, kind, COALESCE(w.n, 0), COALESCE(h.n, 0) FROM w FULL JOIN h USING (id, kind)
  WHERE w.n IS DISTINCT FROM h.n"""


def tracked() -> list[Any]:
    from hub.models import Resource

    return [model for model in apps.get_models() if issubclass(model, Resource)]


def install() -> None:
    """Set up the triggers; again is harmless."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES)
        cursor.execute(_FUNCTION)
        for model in tracked():
            table, history = model._meta.db_table, model.history.model._meta.db_table
            cursor.execute(
                f"INSERT INTO hub_witness_since SELECT '{table}', COALESCE(MAX(history_id), 0) FROM \"{history}\""
            )
            copied = [field.column for field in model.history.model.tracked_fields]
            old, new = (", ".join(f'{side}."{column}"' for column in copied) for side in ("OLD", "NEW"))
            for kind, event, when in (
                ("+", "INSERT", ""),
                ("~", "UPDATE", f"WHEN (ROW({old}) IS DISTINCT FROM ROW({new}))"),
                ("-", "DELETE", ""),
            ):
                cursor.execute(
                    f'CREATE OR REPLACE TRIGGER hub_witness_{event.lower()} AFTER {event} ON "{table}" '
                    f"FOR EACH ROW {when} EXECUTE FUNCTION hub_witness('{kind}')"
                )


def differences() -> list[tuple[Any, ...]]:
    """(table, id, kind, changes seen, history rows) wherever the two disagree."""
    found: list[tuple[Any, ...]] = []
    with connection.cursor() as cursor:
        for model in tracked():
            table = model._meta.db_table
            cursor.execute(_DIFFERENCES.format(table=table, history=model.history.model._meta.db_table))
            found += [(table, *row) for row in cursor.fetchall()]
    return found


def _readable() -> bool:
    """The test left a connection that can be asked: no failed transaction, no lesser role."""
    if connection.needs_rollback:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role') = 'none'")
        return bool(cursor.fetchone()[0])


def _wrong() -> list[tuple[Any, ...]]:
    found = differences() if _readable() else []
    if not connection.in_atomic_block:  # what a test commits is thrown away without triggers
        with connection.cursor() as cursor:
            cursor.execute('DELETE FROM "hub_witness"')
    return found


def _apart(work: Callable[[], Any]) -> Any:
    """The result of ``work`` in a thread with its own connection."""
    with ThreadPoolExecutor(1) as pool:
        result = pool.submit(work).result()
        pool.submit(connections.close_all).result()
    return result


def _in_a_loop() -> bool:
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: Any) -> Generator[None, Any, Any]:
    asks = item.get_closest_marker("django_db") or {"db", "transactional_db"} & set(getattr(item, "fixturenames", ()))
    if not (ENABLED and asks and connection.vendor == "postgresql"):
        return (yield)
    found = []
    try:
        result = yield
    finally:
        found = _apart(_wrong) if _in_a_loop() else _wrong()
    assert found == [], "history and its witness disagree: (table, id, kind, changes, history rows)"
    return result
