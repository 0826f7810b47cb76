"""A connection to PostgreSQL that tells cheaply whether it still stands."""

from __future__ import annotations

import select
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus


class PooledConnection(psycopg.Connection[Any]):
    """What the pool holds. The pool asks for the empty statement before it gives a connection out; a round trip for
    each request. Here the socket is looked at instead: nothing comes from an idle server but its farewell."""

    def execute(self, query: Any, *args: Any, **options: Any) -> Any:
        if query == "" and self.pgconn.transaction_status == TransactionStatus.IDLE and not self._something_came():
            return None
        return super().execute(query, *args, **options)

    def _something_came(self) -> bool:
        waiting = select.poll()
        waiting.register(self.pgconn.socket, select.POLLIN)
        return bool(waiting.poll(0))
