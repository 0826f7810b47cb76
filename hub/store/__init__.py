"""The only place that knows the database: scope of a request, hot reads, recorded writes, locks, policies, search.

``store.current()`` is the store of the default connection; ``insert_many`` and ``update_many`` are the one door past
``save()`` for tracked models, and they record as it does.
"""

from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection

from hub.migrating import once_complete
from hub.store.base import Store

__all__ = ["Store", "after_migrate", "current"]


@cache
def _made(vendor: str) -> Store:
    if vendor == "postgresql":
        from hub.store.postgresql import PostgresStore

        return PostgresStore()
    from hub.store.sqlite import SqliteStore

    return SqliteStore()


def current() -> Store:
    """The store of the database in use."""
    return _made(connection.vendor)


@once_complete
def after_migrate(using: str = DEFAULT_DB_ALIAS, verbosity: int = 1, **kwargs: Any) -> None:
    """Receives post_migrate. A flush sends that too, without a plan: it changes no table."""
    if using == DEFAULT_DB_ALIAS and "plan" in kwargs:
        for note in current().ensure():
            if verbosity:
                print(f"  Store: {note}")  # noqa: T201 - as migrate itself reports
