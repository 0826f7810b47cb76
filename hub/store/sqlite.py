"""The store on SQLite: one writer at a time, ordinary statements, the same results."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import IntegrityError, OperationalError, connection, models, transaction

from hub import errors
from hub.models.history import CHANGED, CREATED, DELETED, EVENTS, WHO
from hub.store.base import Decoder, Rows, Store, staging_name
from hub.uuid7 import uuid7

if TYPE_CHECKING:
    from hub.access import Principal
    from hub.recording import Plan, Stamp

_OUTBOX = (
    'INSERT INTO "hub_outbox" ("message_id", "tenant_id", "kind", "object_id", "object_uuid", "version", "event", '
    '"created_at") SELECT %s, "tenant_id", %s, "id", "uuid", "version" + {add}, %s, %s FROM "{table}" WHERE "id" = %s '
    'AND "tenant_id" IS NOT NULL'
)
_TOTAL = (
    'INSERT INTO "hub_totaldelta" ("tenant_id", "kind", "subject", "delta") '
    'SELECT "tenant_id", %s, \'\', %s FROM "{table}" WHERE "id" = %s AND "tenant_id" IS NOT NULL'
)


class SqliteStore(Store):
    """SQLite in WAL mode; transactions begin IMMEDIATE (the connection's ``transaction_mode``)."""

    vendor = "sqlite"

    def __init__(self) -> None:
        self._mutex = threading.Lock()
        self._locks: set[int] = set()
        self._scope: ContextVar[set[int] | None] = ContextVar("hub_sqlite_scope", default=None)

    @contextmanager
    def request_scope(self, principal: Principal | None, *, write: bool) -> Iterator[None]:
        held: set[int] = set()
        token = self._scope.set(held)
        try:
            if write:
                with transaction.atomic():
                    yield
            else:
                yield
        except (OperationalError, IntegrityError) as exc:
            problem = self.translate(exc)
            if problem is None:
                raise
            raise problem from exc
        finally:
            self._scope.reset(token)
            with self._mutex:
                self._locks -= held

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        yield

    def translate(self, exc: BaseException) -> Exception | None:
        if isinstance(exc, IntegrityError) and "FOREIGN KEY" in str(exc):
            return errors.InUse()
        if not isinstance(exc, OperationalError):
            return None
        text = str(exc)
        if "locked" in text or "busy" in text:
            return errors.Unavailable(1)
        if "full" in text or "I/O" in text or "readonly" in text:
            return errors.Unavailable(30)
        return None

    # -- reads -------------------------------------------------------------------------------------------------------

    def fetch(self, sql: str, params: Sequence[Any] = (), *, prepare: bool = True) -> Rows:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()

    def execute(self, sql: str, params: Sequence[Any] = ()) -> int:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return int(cursor.rowcount)

    def decoder(self, field: models.Field[Any, Any]) -> Decoder | None:
        if getattr(field, "raw_renders", False):
            return None
        column = field.get_col(field.model._meta.db_table)
        converters = [
            *connection.ops.get_db_converters(column),
            *column.get_db_converters(connection),  # type: ignore[attr-defined]
        ]
        if not converters:
            return None

        def decode(value: Any) -> Any:
            for convert in converters:
                value = convert(value, column, connection)
            return value

        return decode

    def taken_as_is(self, field: models.Field[Any, Any]) -> Callable[[Any], bool]:
        return lambda value: value is None

    def id_list(self, ids: Sequence[int]) -> tuple[str, Any]:
        return "IN (SELECT value FROM json_each(%s))", json.dumps(list(ids))

    def id_rows(self, ids: Sequence[int]) -> tuple[str, Any]:
        return '(SELECT value AS "id" FROM json_each(%s)) AS "ids"', json.dumps(list(ids))

    # -- recorded writes ---------------------------------------------------------------------------------------------

    def insert(self, plan: Plan, columns: Sequence[str], values: Sequence[Any], at: Stamp) -> int:
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join(["%s"] * len(columns))
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.execute(f'INSERT INTO "{plan.table}" ({names}) VALUES ({marks})', values)
            key = int(cursor.lastrowid)
            _record(cursor, plan, key, CREATED, at)
            cursor.execute(_TOTAL.format(table=plan.table), [plan.kind, 1, key])
        return key

    def update(
        self, plan: Plan, key: int, version: int, columns: Sequence[str], values: Sequence[Any], at: Stamp
    ) -> bool:
        names = ", ".join(f'"{name}" = %s' for name in (*columns, "version", "updated_at"))
        sql = f'UPDATE "{plan.table}" SET {names} WHERE "id" = %s AND "version" = %s'
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.execute(sql, [*values, version + 1, _moment(at), key, version])
            if cursor.rowcount == 0:
                return False
            _record(cursor, plan, key, CHANGED, at)
        return True

    def bury(self, plan: Plan, keys: Sequence[int], at: Stamp, guard: int | None) -> list[int]:
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            which, parameter = self.id_list(keys)
            condition, extra = ("", []) if guard is None else (' AND "version" = %s', [guard])
            cursor.execute(f'SELECT "id" FROM "{plan.table}" WHERE "id" {which}{condition}', [parameter, *extra])
            found = sorted(row[0] for row in cursor.fetchall())
            for key in found:
                _record(cursor, plan, key, DELETED, at)
                cursor.execute(_TOTAL.format(table=plan.table), [plan.kind, -1, key])
        return found

    def insert_set(
        self, plan: Plan, fields: Sequence[Any], rows: Sequence[Sequence[Any]], uuids: Sequence[Any], at: Stamp
    ) -> list[int]:
        columns = [field.column for field in fields]
        with transaction.atomic(savepoint=False):
            return [self.insert(plan, columns, values, at) for values in rows]

    def update_set(
        self, plan: Plan, fields: Sequence[Any], columns: Sequence[list[Any]], at: Stamp, *, locked: bool
    ) -> list[int]:
        names = [field.column for field in fields]
        with transaction.atomic(savepoint=False):
            rows = zip(*columns, strict=True)
            return [key for key, version, *values in rows if self.update(plan, key, version, names, values, at)]

    # -- locks, loads, schema ----------------------------------------------------------------------------------------

    def lock_rows(self, model: Any, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
        which, parameter = self.id_list(list(ids))
        sql = f'SELECT "id", "version", "tenant_id" FROM "{model._meta.db_table}" WHERE "id" {which}'
        return {key: (version, tenant) for key, version, tenant in self.fetch(sql, [parameter])}

    def lock(self, keys: Iterable[int], *, shared: bool = False) -> None:
        """A transaction that writes is alone from its beginning."""

    def try_lock(self, key: int) -> bool:
        held = self._scope.get()
        if held is None:
            raise RuntimeError("A lock is taken within request_scope.")
        if key in held:
            return True
        if self._take(key):
            held.add(key)
            return True
        return False

    def _take(self, key: int) -> bool:
        with self._mutex:
            if key in self._locks:
                return False
            self._locks.add(key)
            return True

    @contextmanager
    def hold(self, key: int) -> Iterator[bool]:
        free = self._take(key)
        try:
            yield free
        finally:
            if free:
                with self._mutex:
                    self._locks.discard(key)

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        names, marks = ", ".join(f'"{name}"' for name in columns), ", ".join(["%s"] * len(columns))
        with transaction.atomic(savepoint=False), connection.cursor() as cursor:
            cursor.executemany(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(rows))
            return int(cursor.rowcount)

    def staged(self, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> str:
        table = staging_name(columns)
        with connection.cursor() as cursor:
            cursor.execute(f'CREATE TEMPORARY TABLE IF NOT EXISTS "{table}" ({", ".join(map(_quoted, columns))})')
            cursor.execute(f'DELETE FROM "{table}"')
        self.copy(table, list(columns), rows)
        return f'"{table}"'

    def sync_ids(self, model: Any) -> None:
        """SQLite does so by itself."""


def _quoted(name: str) -> str:
    return f'"{name}"'


def _moment(at: Stamp) -> Any:
    return connection.ops.adapt_datetimefield_value(at.moment)


@cache
def _history_sql(plan: Plan, add: int) -> str:
    columns = ", ".join(f'"{name}"' for name in plan.tracked)
    taken = columns.replace('"version"', f'"version" + {add}') if add else columns
    who = ", ".join(f'"{name}"' for name in WHO)
    marks = ", ".join(["%s"] * len(WHO))
    return (
        f'INSERT INTO "{plan.history_table}" ({columns}, "history_date", "history_type", {who}) '
        f'SELECT {taken}, MAX(%s, "updated_at"), %s, {marks} FROM "{plan.table}" WHERE "id" = %s'
    )


def _record(cursor: Any, plan: Plan, key: int, kind: str, at: Stamp) -> None:
    """History and announcement of a row as it stands (one version further when it is about to go)."""
    add = 1 if kind == DELETED else 0
    moment = _moment(at)
    cursor.execute(_history_sql(plan, add), [moment, kind, *at.who, key])
    outbox = _OUTBOX.format(table=plan.table, add=add)
    cursor.execute(outbox, [uuid7().hex, plan.kind, EVENTS[kind], moment, key])
