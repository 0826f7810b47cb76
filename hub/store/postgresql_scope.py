"""What a request sees on PostgreSQL: role, tenant and time limit, set for each transaction.

A request that changes something is one transaction. One that only reads needs none: its settings go ahead of each
statement, in the same round trip. As soon as somebody uses Django's cursor it becomes a transaction, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from time import monotonic
from types import TracebackType
from typing import Any

from django.db import transaction

from hub.store import postgresql_statements as statements

ENTER = (
    "SELECT set_config('app.tenant', %s, true), set_config('app.readable', %s, true), "
    "set_config('statement_timeout', %s, true)"
)
ROLE = ", set_config('role', %s, true)"


def entering(tenant: str, readable: str, timeout: int, role: str) -> tuple[str, Sequence[str]]:
    """The statement that sets them for the running transaction, and its parameters."""
    values = [tenant, readable, str(timeout)]
    return (ENTER + ROLE, [*values, role]) if role else (ENTER, values)


def begin(database: Any, settings: tuple[str, Sequence[str]]) -> None:
    """Begin a transaction with its settings, in one round trip. No text of a client is in it: a number, numbers, a
    number and a name from the settings."""
    tenant, readable, timeout, *role = settings[1]
    text = (
        f"BEGIN; SET LOCAL app.tenant = '{tenant}'; SET LOCAL app.readable = '{readable}'; "
        f"SET LOCAL statement_timeout = {timeout}"
    )
    if role:
        text += f"; SET LOCAL ROLE {database.ops.quote_name(role[0])}"
    started = monotonic()
    with database.wrap_database_errors:
        statements.execute_simply(database.connection, text)
    statements.log(database, text, started)


class Reading:
    """The scope of a request that only reads; while it waits, ``database.hub_scope`` is this."""

    def __init__(self, database: Any, settings: tuple[str, Sequence[str]]) -> None:
        self.database, self.settings = database, settings
        self.stack = ExitStack()

    def __enter__(self) -> Reading:
        self.database.hub_scope = self
        self.database.execute_wrappers.append(self._before)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()
        self.stack.__exit__(kind, error, trace)

    def _leave(self) -> None:
        if self.database.__dict__.get("hub_scope") is self:
            self.database.hub_scope = None
            self.database.execute_wrappers.remove(self._before)

    def begin(self) -> None:
        """Somebody goes past ``statements.run``: from here on this is a transaction, which ends with the request."""
        if self.database.in_atomic_block:
            # Within a transaction of somebody's own: the settings hold until that ends, and are set for each statement.
            self.database.hub_scope = None
            try:
                statements.run(*self.settings)
            finally:
                self.database.hub_scope = self
        else:
            self._leave()
            self.stack.enter_context(transaction.atomic())
            begin(self.database, self.settings)

    def _before(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self.database.__dict__.get("hub_scope") is self:
            self.begin()
        return execute(sql, params, many, context)
