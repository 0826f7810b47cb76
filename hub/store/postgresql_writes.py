"""The SQL of recorded writes on PostgreSQL: row, history, announcement and total in one statement.

Each statement is a first WITH term that writes or locks the rows and gives their tracked columns, and the same tail
after it. Texts are made once per model and set of columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection

from hub.models.history import CHANGED, CREATED, DELETED, EVENTS, WHO
from hub.store.postgresql_arrays import mark
from hub.uuid7 import uuid7, uuid7_numbers

if TYPE_CHECKING:
    from hub.recording import Plan, Stamp

_WHO_TYPES = ("bigint", "text", "bigint", "text", "bigint", "text", "text")
_WHO_COLUMNS = ", ".join(f'"{name}"' for name in WHO)
_WHO_VALUES = ", ".join(f"%s::{kind}" for kind in _WHO_TYPES)


def message_ids(count: int) -> str:
    """Ids for the announcements of a set, as the text of an array."""
    return f"{{{','.join(map('%032x'.__mod__, uuid7_numbers(count)))}}}"


def tail(at: Stamp, ids: str | None = None) -> list[Any]:
    """The parameters of the tail: moment and who for history, message ids and moment for the outbox."""
    return [at.moment, *at.who, uuid7() if ids is None else ids, at.moment]


def _names(columns: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _tail(plan: Plan, kind: str, *, many: bool) -> str:
    """History and outbox (and total, when rows come or go) from the rows of the term "touched"."""
    add = " + 1" if kind == DELETED else ""
    tracked = _names(plan.tracked)
    taken = tracked.replace('"version"', f'"version"{add}')
    message = "(%s::uuid[])[row_number() OVER ()]" if many else "%s::uuid"
    present = 'FROM "touched" WHERE "tenant_id" IS NOT NULL'
    terms = (
        f'"recorded" AS (INSERT INTO "{plan.history_table}" ({tracked}, "history_date", "history_type", '
        f"{_WHO_COLUMNS}) SELECT {taken}, GREATEST(%s::timestamptz, \"updated_at\"), '{kind}', {_WHO_VALUES} "
        'FROM "touched"), '
        '"announced" AS (INSERT INTO "hub_outbox" ("message_id", "tenant_id", "kind", "object_id", "object_uuid", '
        f'"version", "event", "created_at") SELECT {message}, "tenant_id", \'{plan.kind}\', "id", "uuid", '
        f"\"version\"{add}, '{EVENTS[kind]}', %s::timestamptz {present})"
    )
    if kind != CHANGED:
        sign = "-" if kind == DELETED else ""
        terms += (
            ', "counted" AS (INSERT INTO "hub_totaldelta" ("tenant_id", "kind", "subject", "delta") '
            f"SELECT \"tenant_id\", '{plan.kind}', '', {sign}COUNT(*) {present} GROUP BY \"tenant_id\")"
        )
    return terms


@cache
def insert_sql(plan: Plan, columns: tuple[str, ...]) -> str:
    """Parameters: values, tail. Gives the id."""
    marks = ", ".join(["%s"] * len(columns))
    return (
        f'WITH "touched" AS (INSERT INTO "{plan.table}" ({_names(columns)}) VALUES ({marks}) '
        f'RETURNING {_names(plan.tracked)}), {_tail(plan, CREATED, many=False)} SELECT "id" FROM "touched"'
    )


@lru_cache(maxsize=1024)
def update_sql(plan: Plan, columns: tuple[str, ...]) -> str:
    """Parameters: values, new version, moment, id, old version, tail. Gives a row when it was written."""
    assigned = ", ".join(f'"{name}" = %s' for name in (*columns, "version", "updated_at"))
    return (
        f'WITH "touched" AS (UPDATE "{plan.table}" SET {assigned} WHERE "id" = %s AND "version" = %s '
        f'RETURNING {_names(plan.tracked)}), {_tail(plan, CHANGED, many=False)} SELECT "id" FROM "touched"'
    )


@cache
def bury_sql(plan: Plan, guarded: bool) -> str:
    """Parameters: ids, version when guarded, tail with ids. Gives the ids found."""
    condition = ' AND "version" = %s' if guarded else ""
    return (
        f'WITH "touched" AS (SELECT {_names(plan.tracked)} FROM "{plan.table}" '
        f'WHERE "id" = ANY(%s::bigint[]){condition} '
        f'ORDER BY "id" FOR UPDATE), {_tail(plan, DELETED, many=True)} SELECT "id" FROM "touched"'
    )


@cache
def insert_set_sql(plan: Plan, fields: tuple[Any, ...]) -> str:
    """Parameters: one array per column of ``fields``, tail with ids. Gives (id, uuid) of each."""
    columns = [field.column for field in fields]
    arrays = ", ".join(mark(array_type(field)) for field in fields)
    return (
        f'WITH "touched" AS (INSERT INTO "{plan.table}" ({_names(columns)}) SELECT * FROM unnest({arrays}) '
        f'RETURNING {_names(plan.tracked)}), {_tail(plan, CREATED, many=True)} SELECT "id", "uuid" FROM "touched"'
    )


@lru_cache(maxsize=256)
def update_set_sql(plan: Plan, fields: tuple[Any, ...], locked: bool) -> str:
    """Parameters: arrays of id, version and each column, moment, tail with ids. Gives the ids written.

    Rows that are not locked yet are so in the order of their ids, lest two such statements wait for each other.
    """
    columns = [field.column for field in fields]
    arrays = ", ".join(["%s::bigint[]", "%s::bigint[]", *(mark(array_type(field)) for field in fields)])
    places = [f"v{place}" for place in range(len(columns))]
    assigned = ", ".join(f'"{name}" = v."{place}"' for name, place in zip(columns, places, strict=True))
    tracked = ", ".join(f't."{name}"' for name in plan.tracked)
    lock = (
        f'"locked" AS (SELECT t."id" FROM "{plan.table}" t WHERE t."id" IN (SELECT "id" FROM v) '
        f'ORDER BY t."id" FOR NO KEY UPDATE), '
    )
    source = "v" if locked else 'v JOIN "locked" l ON l."id" = v."id"'
    return (
        f'WITH v ("id", "version", {_names(places)}) AS (SELECT * FROM unnest({arrays})), {"" if locked else lock}'
        f'"touched" AS (UPDATE "{plan.table}" t SET {assigned}, "version" = t."version" + 1, '
        f'"updated_at" = GREATEST(%s::timestamptz, t."updated_at") FROM {source} '
        f'WHERE t."id" = v."id" AND t."version" = v."version" RETURNING {tracked}), '
        f'{_tail(plan, CHANGED, many=True)} SELECT "id" FROM "touched"'
    )


def array_type(field: Any) -> str:
    """The array type whose elements are assigned to the column of ``field``: without length or precision, because a
    cast would cut silently what an assignment refuses."""
    kind = field.db_parameters(connection)["type"].partition("(")[0].strip()
    return {"varchar": "text", "char": "text", "serial": "integer", "bigserial": "bigint"}.get(kind, kind) + "[]"
