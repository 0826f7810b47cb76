"""The store on PostgreSQL: a transaction with role and tenant per request, prepared binary statements, real locks."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING, Any

import psycopg
from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.utils.translation import gettext as _
from psycopg.types.numeric import Int8

from hub import errors
from hub.store import policies
from hub.store import postgresql_writes as writes
from hub.store.base import Decoder, Rows, Store, staging_name
from hub.store.postgresql_arrays import Numbers, array
from hub.store.postgresql_scope import Reading, begin, entering
from hub.store.postgresql_statements import connected, run

if TYPE_CHECKING:
    from hub.access import Principal
    from hub.recording import Plan, Stamp

#: Milliseconds that one statement may take, by whether the request writes.
TIMEOUTS = {False: 5_000, True: 15_000}
#: Seconds for which a process may know other catalogues than there are, when another process changed them.
CATALOGUES_SECONDS = 2.0
_LEAVE = (
    "SELECT set_config('role', 'none', true), set_config('app.tenant', '', true), set_config('app.readable', '', true)"
    ", set_config('statement_timeout', '0', true)"
)
_SETTINGS = (
    "SELECT current_setting('role'), COALESCE(current_setting('app.tenant', true), ''), "
    "COALESCE(current_setting('app.readable', true), '')"
)
_RESTORE = (
    "SELECT set_config('role', %s, true), set_config('app.tenant', %s, true), set_config('app.readable', %s, true)"
)
#: Values that psycopg takes as they are; those of integers are a matter of the array that they stand in.
_TAKEN: dict[type, Callable[[Any], bool]] = {
    models.DateTimeField: lambda value: value is None or (type(value) is datetime and value.tzinfo is not None),
    models.BooleanField: lambda value: value is None or type(value) is bool,
}
#: What a refusal of the database means, by the beginning of its SQLSTATE.
_PROBLEMS = {
    "57014": lambda: errors.GatewayTimeout(),  # statement_timeout
    "40": lambda: errors.Conflict("stale"),  # deadlock, serialization
    "55P03": lambda: errors.Unavailable(1),  # lock not available
    "53": lambda: errors.Unavailable(30),  # disk full, too many connections
    "57P": lambda: errors.Unavailable(5),  # shutting down, starting up
    "08": lambda: errors.Unavailable(5),  # connection lost
    "25006": lambda: errors.Unavailable(5),  # a standby
    "23503": lambda: errors.InUse(),  # a reference checked at commit
}


class PostgresStore(Store):
    """PostgreSQL 14 or later through psycopg 3."""

    vendor = "postgresql"

    # -- scope of a request ------------------------------------------------------------------------------------------

    def __init__(self) -> None:
        self._catalogues: tuple[float, str] = (0.0, "")

    @contextmanager
    def request_scope(self, principal: Principal | None, *, write: bool) -> Iterator[None]:
        tenant = "" if principal is None else str(int(principal.tenant_id))
        try:
            database = connected()
            readable = f"{{{tenant}{self.catalogues()}}}" if tenant else ""
            settled = entering(tenant, readable, TIMEOUTS[write], settings.HUB_WEB_ROLE)
            self._need_transaction()  # where this scope is within another
            inner = database.in_atomic_block
            if not (write or inner):
                with Reading(database, settled):
                    yield
            else:
                with transaction.atomic():
                    if inner:
                        self.fetch(*settled)
                    else:
                        begin(database, settled)
                    yield
                    if inner and not database.needs_rollback:  # the settings would outlive the savepoint
                        self.fetch(_LEAVE)
        except (DatabaseError, psycopg.Error) as exc:
            problem = self.translate(exc)
            if problem is None:
                raise
            raise problem from exc

    @staticmethod
    def _need_transaction() -> None:
        """What follows must hold together until the request ends."""
        scope = connected().__dict__.get("hub_scope")
        if scope is not None:
            scope.begin()

    def catalogues(self) -> str:
        """The ids of public catalogues, each after a comma."""
        until, known = self._catalogues
        if monotonic() > until:
            rows = self.fetch('SELECT "id" FROM "hub_tenant" WHERE "public_catalogue" ORDER BY "id"')
            known = "".join(f",{row[0]}" for row in rows)
            self._catalogues = (monotonic() + CATALOGUES_SECONDS, known)
        return known

    def tenants_changed(self) -> None:
        self._catalogues = (0.0, "")

    @contextmanager
    def as_owner(self) -> Iterator[None]:
        self._need_transaction()
        role, tenant, readable = self.fetch(_SETTINGS)[0]
        with transaction.atomic():
            self.fetch(_RESTORE, ["none", "", ""])
            yield
            self.fetch(_RESTORE, [role, tenant, readable])

    def translate(self, exc: BaseException) -> Exception | None:
        cause = exc if isinstance(exc, psycopg.Error) else exc.__cause__
        if not isinstance(cause, psycopg.Error):
            return None
        state = cause.sqlstate
        if state is None:  # never reached the server: no connection, or none free in the pool
            return errors.Unavailable(5) if isinstance(cause, psycopg.OperationalError) else None
        if isinstance(exc, IntegrityError) and state != "23503":
            return None
        if cause.diag.constraint_name == policies.REFERENCES:  # gone since it was looked up, or never in reach
            name = str(cause.diag.column_name).removesuffix("_id")
            return errors.ValidationProblem([errors.field_error(name, "not_found", _("There is no such thing."))])
        return next((make() for begin, make in _PROBLEMS.items() if state.startswith(begin)), None)

    # -- reads -------------------------------------------------------------------------------------------------------

    def fetch(self, sql: str, params: Sequence[Any] = (), *, prepare: bool = True) -> Rows:
        return run(sql, params, prepare).fetchall()  # type: ignore[no-any-return]

    def execute(self, sql: str, params: Sequence[Any] = ()) -> int:
        return int(run(sql, params, False).rowcount)

    def decoder(self, field: models.Field[Any, Any]) -> Decoder | None:
        if isinstance(field, models.JSONField) or getattr(field, "raw_renders", not hasattr(field, "from_db_value")):
            return None  # psycopg's binary loaders give the Python value
        column: Any = field
        return lambda value: column.from_db_value(value, None, connection)

    def taken_as_is(self, field: models.Field[Any, Any]) -> Callable[[Any], bool]:
        return _TAKEN.get(type(field), lambda value: value is None)

    def id_list(self, ids: Sequence[int]) -> tuple[str, Any]:
        return "= ANY(%s::bigint[])", Numbers(ids)

    def id_rows(self, ids: Sequence[int]) -> tuple[str, Any]:
        return 'unnest(%s::bigint[]) AS "ids" ("id")', Numbers(ids)

    # -- recorded writes ---------------------------------------------------------------------------------------------

    def insert(self, plan: Plan, columns: Sequence[str], values: Sequence[Any], at: Stamp) -> int:
        sql = writes.insert_sql(plan, tuple(columns))
        return int(run(sql, [*values, *writes.tail(at)]).fetchone()[0])

    def update(
        self, plan: Plan, key: int, version: int, columns: Sequence[str], values: Sequence[Any], at: Stamp
    ) -> bool:
        sql = writes.update_sql(plan, tuple(columns))
        # One type whatever the size of the number: every other would be a prepared statement of its own.
        where = [Int8(version + 1), at.moment, Int8(key), Int8(version)]
        return bool(run(sql, [*values, *where, *writes.tail(at)]).fetchall())

    def bury(self, plan: Plan, keys: Sequence[int], at: Stamp, guard: int | None) -> list[int]:
        sql = writes.bury_sql(plan, guard is not None)
        guarded = [] if guard is None else [guard]
        ids = writes.message_ids(len(keys))
        rows = run(sql, [Numbers(keys), *guarded, *writes.tail(at, ids)], False).fetchall()
        return sorted(row[0] for row in rows)

    def insert_set(
        self, plan: Plan, fields: Sequence[Any], rows: Sequence[Sequence[Any]], uuids: Sequence[Any], at: Stamp
    ) -> list[int]:
        kinds = [writes.array_type(field) for field in fields]
        columns = [array(kind, column) for kind, column in zip(kinds, zip(*rows, strict=True), strict=True)]
        ids = writes.message_ids(len(rows))
        written = run(writes.insert_set_sql(plan, tuple(fields)), [*columns, *writes.tail(at, ids)], False).fetchall()
        by_uuid = {found: key for key, found in written}
        return [by_uuid[uuid] for uuid in uuids]

    def update_set(
        self, plan: Plan, fields: Sequence[Any], columns: Sequence[list[Any]], at: Stamp, *, locked: bool
    ) -> list[int]:
        ids = writes.message_ids(len(columns[0]))
        sql = writes.update_set_sql(plan, tuple(fields), locked)
        kinds = ["bigint[]", "bigint[]", *map(writes.array_type, fields)]
        arrays = [array(kind, column) for kind, column in zip(kinds, columns, strict=True)]
        return [row[0] for row in run(sql, [*arrays, at.moment, *writes.tail(at, ids)], False).fetchall()]

    # -- locks, loads, schema ----------------------------------------------------------------------------------------

    def lock_rows(self, model: Any, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
        self._need_transaction()
        # A set goes by index, however large the table; a long list may be searched for in each row of it.
        sql = (
            f'SELECT "id", "version", "tenant_id" FROM "{model._meta.db_table}" '
            'WHERE "id" IN (SELECT unnest(%s::bigint[])) ORDER BY "id" FOR NO KEY UPDATE'
        )
        return {key: (version, tenant) for key, version, tenant in self.fetch(sql, [Numbers(sorted(ids))])}

    def lock(self, keys: Iterable[int], *, shared: bool = False) -> None:
        self._need_transaction()
        take = "pg_advisory_xact_lock_shared" if shared else "pg_advisory_xact_lock"
        self.fetch(f"SELECT {take}(key) FROM unnest(%s::bigint[]) AS key", [Numbers(sorted(set(keys)))])

    def try_lock(self, key: int) -> bool:
        self._need_transaction()
        return bool(self.fetch("SELECT pg_try_advisory_xact_lock(%s::bigint)", [key])[0][0])

    @contextmanager
    def hold(self, key: int) -> Iterator[bool]:
        free = bool(self.fetch("SELECT pg_try_advisory_lock(%s::bigint)", [key])[0][0])
        try:
            yield free
        finally:
            if free:
                self.fetch("SELECT pg_advisory_unlock(%s::bigint)", [key])

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        if not self.fetch("SELECT row_security_active(%s)", [f'"{table}"'])[0][0]:
            return self._load(table, columns, rows)
        # COPY refuses tables with policies.
        names = ", ".join(f'"{name}"' for name in columns)
        with transaction.atomic(savepoint=False):
            staged = self.staged(dict(zip(columns, _types(table, tuple(columns)), strict=True)), rows)
            return self.execute(f'INSERT INTO "{table}" ({names}) SELECT {names} FROM {staged}', [])

    def _load(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        names = ", ".join(f'"{name}"' for name in columns)
        self._need_transaction()
        count = 0
        types = _types(table, tuple(columns))
        with (
            connection.wrap_database_errors,
            psycopg.Cursor(connection.connection) as cursor,
            cursor.copy(f'COPY "{table}" ({names}) FROM STDIN (FORMAT BINARY)') as load,
        ):
            load.set_types(types)
            for row in rows:
                load.write_row(row)
                count += 1
        return count

    def staged(self, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> str:
        self._need_transaction()
        table = staging_name(columns)
        if self.fetch("SELECT to_regclass(%s) IS NULL", [f'pg_temp."{table}"'])[0][0]:
            described = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
            run(f'CREATE TEMPORARY TABLE "{table}" ({described}) ON COMMIT DELETE ROWS', [], False)
            run(f'GRANT ALL ON "{table}" TO PUBLIC', [], False)  # whoever is next on this connection, in another role
        else:
            run(f'DELETE FROM "{table}"', [], False)
        self._load(table, list(columns), rows)
        return f'"{table}"'

    def sync_ids(self, model: Any) -> None:
        table = model._meta.db_table
        self.fetch(
            f'SELECT setval(sequence, GREATEST((SELECT COALESCE(MAX("id"), 0) + 1 FROM "{table}"), '
            f"nextval(sequence)), false) FROM pg_get_serial_sequence('\"{table}\"', 'id') AS sequence"
        )

    def prepare(self, logins: Iterable[str] = ()) -> list[str]:
        return policies.prepare(logins)

    def shortcomings(self) -> list[str]:
        return policies.shortcomings()

    def ensure(self) -> list[str]:
        return policies.ensure()


@cache
def _types(table: str, columns: tuple[str, ...]) -> list[str]:
    """The types of ``columns``: binary COPY converts nothing."""
    rows = run(
        "SELECT attname::text, format_type(atttypid, NULL) FROM pg_attribute WHERE attrelid = %s::regclass "
        "AND attnum > 0",
        [f'"{table}"'],
        False,
    ).fetchall()
    known = dict(rows)
    return [known[name] for name in columns]
