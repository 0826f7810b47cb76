"""The pool never gives out a connection that the server has closed, and asks the server for that only when in doubt."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from django.conf import settings
from psycopg_pool import ConnectionPool

from config.database import PooledConnection

pytestmark = pytest.mark.services("postgresql")


@pytest.fixture
def url() -> str:
    """The server of the tests, its database for everybody."""
    named = settings.DATABASES["default"]
    return psycopg.conninfo.make_conninfo(
        host=named["HOST"], port=named["PORT"], user=named["USER"], password=named["PASSWORD"], dbname="postgres"
    )


@pytest.fixture
def pool(url: str) -> Iterator[Any]:
    kept: Any = ConnectionPool(
        url,
        min_size=1,
        max_size=2,
        kwargs={"autocommit": True},
        connection_class=PooledConnection,
        check=ConnectionPool.check_connection,
        open=True,
    )
    with kept:
        kept.wait()  # who asks before the first connection stands makes the pool grow
        yield kept


def test_a_closed_connection_is_not_given_out(pool: Any, url: str) -> None:
    with pool.connection() as one:
        gone = one.info.backend_pid
    with psycopg.connect(url, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [gone])
    time.sleep(0.1)
    with pool.connection() as one:
        assert one.info.backend_pid != gone
        assert one.execute("SELECT 1").fetchone() == (1,)


def test_a_sound_connection_costs_no_round_trip(pool: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with pool.connection() as one:
        first = one.info.backend_pid
    monkeypatch.setattr(psycopg.Cursor, "execute", lambda *args, **options: pytest.fail("the server was asked"))
    with pool.connection() as one:
        assert one.info.backend_pid == first


def test_other_statements_are_executed(pool: Any) -> None:
    with pool.connection() as one, one.transaction():
        one.execute("")
        assert one.execute("SELECT 2").fetchone() == (2,)
