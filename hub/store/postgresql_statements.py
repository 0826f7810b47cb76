"""Statements on PostgreSQL that go past Django's cursor: prepared, with binary results, executed by libpq itself.

Django's cursor binds on the client, as text. psycopg's own spends half of a small statement's time on generators and
waiting loops, which a request that does nothing meanwhile has no use for. Errors, broken transactions and the log of
queries are Django's all the same.
"""

from __future__ import annotations

import select
from collections.abc import Sequence
from functools import lru_cache
from time import monotonic
from typing import Any

import orjson
import psycopg
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.adapt import PyFormat, Transformer
from psycopg.pq import ConnStatus, DiagnosticField, ExecStatus, Format, TransactionStatus
from psycopg.types.json import set_json_loads

#: Statements that one connection keeps prepared.
PREPARED = 300
_AUTO = [PyFormat.AUTO] * 64
_GOOD = (ExecStatus.TUPLES_OK, ExecStatus.COMMAND_OK)


class Result:
    """What a prepared statement gave, as a cursor would tell it."""

    __slots__ = ("_rows", "rowcount")

    def __init__(self, rows: list[Any], rowcount: int) -> None:
        self._rows, self.rowcount = rows, rowcount

    def fetchall(self) -> list[Any]:
        return self._rows

    def fetchone(self) -> Any:
        return self._rows[0] if self._rows else None


class Prepared:
    """The statements that one connection keeps prepared, by text and types of parameters."""

    def __init__(self, raw: Any) -> None:
        context = psycopg.Cursor(raw)  # whose adapters are its own: Django's cursors decode otherwise
        set_json_loads(orjson.loads, context)
        self.raw, self.pgconn = raw, raw.pgconn
        self.transformer = Transformer(context)
        self.names: dict[tuple[str, Any], bytes] = {}
        self.made = 0
        self.poller = select.poll()
        self.poller.register(self.pgconn.socket, select.POLLIN)

    def run(self, sql: str, parameters: Sequence[Any], before: tuple[str, Sequence[Any]] | None = None) -> Result:
        """Execute ``sql``. The statement ``before`` goes ahead in the same round trip and the same transaction."""
        first = self._bound(*before) if before is not None else None
        name, values, formats = self._bound(sql, parameters)
        if first is None:
            result = self.pgconn.exec_prepared(name, values, formats, Format.BINARY)
        else:
            result = self._together(first, (name, values, formats))
        if result.status not in _GOOD:
            raise error_of(result)
        self.transformer.set_pgresult(result)
        return Result(self.transformer.load_rows(0, result.ntuples, tuple), result.command_tuples or 0)

    def _bound(self, sql: str, parameters: Sequence[Any]) -> tuple[bytes, Any, Any]:
        transformer, count = self.transformer, len(parameters)
        values = transformer.dump_sequence(parameters, _AUTO[:count] if count <= 64 else [PyFormat.AUTO] * count)
        key = (sql, transformer.types)
        return self.names.get(key) or self._prepare(key), values, transformer.formats

    def _prepare(self, key: tuple[str, Any]) -> bytes:
        if len(self.names) >= PREPARED:  # the one that was prepared first goes
            self.pgconn.exec_(b"DEALLOCATE " + self.names.pop(next(iter(self.names))))
        self.made += 1
        name = b"hub_%d" % self.made
        result = self.pgconn.prepare(name, numbered(key[0]), key[1])
        if result.status != ExecStatus.COMMAND_OK:
            raise error_of(result)
        self.names[key] = name
        return name

    def _together(self, first: tuple[bytes, Any, Any], second: tuple[bytes, Any, Any]) -> Any:
        """The result of the second of two statements that are sent together; of the first when that fails."""
        pgconn = self.pgconn
        pgconn.enter_pipeline_mode()
        try:
            for name, values, formats in (first, second):
                pgconn.send_query_prepared(name, values, formats, Format.BINARY)
            pgconn.pipeline_sync()
            results = self._results()
        except BaseException:
            self.raw.close()  # nobody knows what has been sent and what is still to come
            raise
        pgconn.exit_pipeline_mode()
        return next((result for result in results if result.status not in _GOOD), results[-1])

    def _results(self) -> list[Any]:
        pgconn = self.pgconn
        found: list[Any] = []
        while pgconn.flush():
            self.poller.poll(10)
            pgconn.consume_input()
        while True:
            while pgconn.is_busy():
                self.poller.poll()
                pgconn.consume_input()
            result = pgconn.get_result()
            if pgconn.status == ConnStatus.BAD:
                raise psycopg.OperationalError(pgconn.get_error_message())
            if result is not None and result.status == ExecStatus.PIPELINE_SYNC:
                return found
            if result is not None and result.status != ExecStatus.PIPELINE_ABORTED:
                found.append(result)


@lru_cache(maxsize=2_000)
def numbered(sql: str) -> bytes:
    """``sql`` with ``$1, $2 …`` where its parameters (``%s``) are."""
    first, *others = sql.split("%s")
    parts = [first, *(f"${place}{part}" for place, part in enumerate(others, start=1))]
    return "".join(parts).replace("%%", "%").encode()


def error_of(result: Any) -> psycopg.Error:
    """The exception that stands for a failed result."""
    if result.error_field(DiagnosticField.SQLSTATE) is None:  # the server is gone
        return psycopg.OperationalError(result.get_error_message())
    return psycopg.errors.error_from_result(result)


def prepared_on(raw: Any) -> Prepared | None:
    """The prepared statements of a connection; None where none may be kept (behind a pooler of transactions)."""
    try:
        return raw._hub_prepared  # type: ignore[no-any-return]
    except AttributeError:
        raw._hub_prepared = Prepared(raw) if raw.prepare_threshold is not None else None
        # psycopg forgets all statements after a rollback, ours too, once it has prepared one itself.
        raw.prepare_threshold = None
        return raw._hub_prepared  # type: ignore[no-any-return]


def connected() -> Any:
    """Django's connection of this thread, ready for a statement."""
    database: Any = connections[DEFAULT_DB_ALIAS]
    if database.connection is None or not database.pool:
        database.close_if_health_check_failed()
        database.ensure_connection()
    if database.needs_rollback:
        database.validate_no_broken_transaction()
    return database


def run(sql: str, params: Sequence[Any] = (), prepare: bool = True) -> Any:
    """Execute on Django's connection, within the scope of the request; gives something to fetch from."""
    database = connected()
    raw, started = database.connection, monotonic()
    prepared = prepared_on(raw) if prepare else None
    scope = database.__dict__.get("hub_scope")
    with database.wrap_database_errors:
        if prepared is None:
            if scope is not None:
                scope.begin()
            found: Any = psycopg.Cursor(raw)
            found.execute(sql, params, prepare=False, binary=True)
        else:
            if not raw.autocommit and raw.pgconn.transaction_status == TransactionStatus.IDLE:
                execute_simply(raw, "BEGIN")
            found = prepared.run(sql, params, scope.settings if scope is not None else None)
    log(database, sql, started)
    return found


def execute_simply(raw: Any, statements: str) -> None:
    """One or more statements without parameters and results, in one round trip."""
    result = raw.pgconn.exec_(statements.encode())
    if result.status not in _GOOD:
        raise error_of(result)


def log(database: Any, sql: str, started: float) -> None:
    """Tell Django's log of queries, where somebody wants it."""
    if database.queries_logged:
        database.queries_log.append({"sql": sql, "time": f"{monotonic() - started:.3f}"})
