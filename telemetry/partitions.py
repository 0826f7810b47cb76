"""The table of measurements in pieces by time, on PostgreSQL: one for each month, and one for all other times.

Pieces are made two years ahead after every migration, and by ``manage.py make_partitions``. A month without a piece is
kept with the other times until it gets one; nothing is refused for want of a piece.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from hub.migrating import once_complete

TABLE = "telemetry_measurement"
OTHER = f"{TABLE}_other"
MONTHS_AHEAD, MONTHS_BACK = 24, 12
_IS_WHOLE = "SELECT relkind = 'r' FROM pg_class WHERE oid = to_regclass(%s)"


def divide(cursor: Any) -> None:
    """Make the plain table one of pieces; what it holds stays. Nothing when it is so already."""
    cursor.execute(_IS_WHOLE, [TABLE])
    row = cursor.fetchone()
    if row is None or not row[0]:
        return
    whole = f"{TABLE}_whole"
    cursor.execute(f'ALTER TABLE "{TABLE}" RENAME TO "{whole}"')
    cursor.execute(
        f'CREATE TABLE "{TABLE}" (LIKE "{whole}" INCLUDING DEFAULTS INCLUDING CONSTRAINTS) '
        'PARTITION BY RANGE ("timestamp")'
    )
    cursor.execute(f'CREATE TABLE "{OTHER}" PARTITION OF "{TABLE}" DEFAULT')
    cursor.execute(f'INSERT INTO "{TABLE}" SELECT * FROM "{whole}"')
    cursor.execute(f'DROP TABLE "{whole}"')
    cursor.execute(f'ALTER TABLE "{TABLE}" ADD PRIMARY KEY ("series_id", "timestamp")')
    _close(cursor, OTHER)


def make(months_ahead: int = MONTHS_AHEAD, months_back: int = MONTHS_BACK) -> list[str]:
    """Make the pieces that are missing around now; returns their names."""
    if connection.vendor != "postgresql":
        return []
    made = []
    with connection.cursor() as cursor:
        cursor.execute(_IS_WHOLE, [TABLE])
        row = cursor.fetchone()
        if row is None or row[0]:
            return []
        for first, after in months(timezone.now(), months_back, months_ahead):
            name = f"{TABLE}_{first:%Y_%m}"
            cursor.execute("SELECT to_regclass(%s)", [name])
            if cursor.fetchone()[0] is None:
                with transaction.atomic():
                    _add(cursor, name, first, after)
                made.append(name)
    return made


def _add(cursor: Any, name: str, first: datetime, after: datetime) -> None:
    """One piece, with what has been kept elsewhere for want of it."""
    cursor.execute(f'CREATE TABLE "{name}" (LIKE "{TABLE}" INCLUDING ALL)')
    cursor.execute(f'LOCK TABLE "{OTHER}" IN ACCESS EXCLUSIVE MODE')
    span = [first, after]
    cursor.execute(f'INSERT INTO "{name}" SELECT * FROM "{OTHER}" WHERE "timestamp" >= %s AND "timestamp" < %s', span)
    cursor.execute(f'DELETE FROM "{OTHER}" WHERE "timestamp" >= %s AND "timestamp" < %s', span)
    bounds = [f"{moment:%Y-%m-%d}T00:00:00Z" for moment in span]
    cursor.execute(f'ALTER TABLE "{TABLE}" ATTACH PARTITION "{name}" FOR VALUES FROM (%s) TO (%s)', bounds)
    _close(cursor, name)


def _close(cursor: Any, name: str) -> None:
    """Nobody but its owner looks into a piece by its own name: the policies stand on the table."""
    cursor.execute(f'ALTER TABLE "{name}" ENABLE ROW LEVEL SECURITY')


def months(now: datetime, back: int, ahead: int) -> Iterator[tuple[datetime, datetime]]:
    """The months around ``now``, each with its first moment and that of the next."""
    number = now.year * 12 + now.month - 1
    for one in range(number - back, number + ahead + 1):
        yield _first(one), _first(one + 1)


def _first(number: int) -> datetime:
    return datetime(number // 12, number % 12 + 1, 1, tzinfo=UTC)


@once_complete
def after_migrate(**_signal: Any) -> None:
    """Receives post_migrate."""
    make()
