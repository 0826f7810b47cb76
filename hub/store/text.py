"""Text search over folded columns: LIKE on any database, and on PostgreSQL a trigram index behind row-level policies.

Under a policy PostgreSQL may not use an index for LIKE (the operator could leak), so a function of the owner looks into
the index itself and takes the tenant from the setting. It answers ids when there are few; many are found by scanning.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import connection
from django.db.models.lookups import Lookup

from hub.fields.folded import FoldedColumn

FEW = 1000
FUNCTION = "hub_text_ids"
_SPECIAL = re.compile(r"([\\%_])")
_TRIGRAM = re.compile(r"[^\W_]{3}")


def like(pattern: str) -> str:
    """The LIKE pattern (escape character backslash) of a folded text in which ``*`` stands for any text."""
    return re.sub(r"\*+", "%", _SPECIAL.sub(r"\\\1", pattern))


class Matches(Lookup):
    """``queryset.filter(name_folded__matches=["a%", "%b"])``: LIKE any of the patterns, as ``like`` makes them."""

    lookup_name = "matches"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        sql, parameters = self.process_lhs(compiler, connection)
        if len(self.rhs) == 1:
            return f"{sql} LIKE %s ESCAPE '\\'", [*parameters, self.rhs[0]]
        marks = f"EXISTS (SELECT 1 FROM json_each(%s) AS p WHERE {sql} LIKE p.value ESCAPE '\\')"
        return marks, [json.dumps(list(self.rhs)), *parameters]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        sql, parameters = self.process_lhs(compiler, connection)
        if len(self.rhs) == 1:
            return f"{sql} LIKE %s", [*parameters, self.rhs[0]]
        return f"{sql} LIKE ANY (%s::text[])", [*parameters, list(self.rhs)]


FoldedColumn.register_lookup(Matches)


def searchable(pattern: str) -> bool:
    """Whether the index can help with a LIKE pattern: it knows runs of three letters or digits."""
    return _TRIGRAM.search(pattern) is not None


def few_ids(model: Any, column: str, patterns: Sequence[str]) -> list[int] | None:
    """The ids of the caller's tenant and the catalogues whose ``column`` is like one of the (searchable) ``patterns``;
    None where they are many or there is no such index: then ``matches`` is the way."""
    if connection.vendor != "postgresql" or not _indexed(model):
        return None
    table, most = connection.ops.quote_name(model._meta.db_table), max(FEW, 10 * len(patterns))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT * FROM {FUNCTION}(%s::regclass, %s, %s::text[], %s)", [table, column, list(patterns), most + 1]
        )
        ids = [row[0] for row in cursor.fetchall()]
    return list(dict.fromkeys(ids)) if len(ids) <= most else None


def _indexed(model: Any) -> bool:
    return getattr(model, "text_index", True) and any(
        field.column == "tenant_id" for field in model._meta.concrete_fields
    )


# -- the index and the function, made by the owner after each migration ------------------------------------------------

_BODY = """
DECLARE
  tenants bigint[] := NULLIF(current_setting('app.readable', true), '')::bigint[];
  border text := 'AND tenant_id = ANY ($1)';
  pattern text;
  found_now integer;
BEGIN
  PERFORM FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = col AND NOT a.attisdropped
    WHERE c.oid = place AND c.relkind IN ('r', 'p') AND pg_get_userbyid(c.relowner) = current_user
    AND col LIKE '%\\_folded';
  IF NOT FOUND THEN
    RAISE EXCEPTION '% has no folded column %', place, col USING ERRCODE = 'undefined_column';
  END IF;
  IF tenants IS NULL THEN
    -- Outside a request the owner looks into all tenants; anybody else, and the web role, into none.
    IF current_setting('role') <> 'none' OR NOT pg_has_role(session_user, current_user, 'MEMBER') THEN
      RETURN;
    END IF;
    border := '';
  END IF;
  -- One statement for each pattern, as a literal: each gets the plan that suits it.
  FOREACH pattern IN ARRAY patterns LOOP
    RETURN QUERY EXECUTE format(
      'SELECT id FROM %s WHERE %I COLLATE "POSIX" LIKE %L %s LIMIT %s', place, col, pattern, border, most
    ) USING tenants;
    GET DIAGNOSTICS found_now = ROW_COUNT;
    most := most - found_now;
    EXIT WHEN most <= 0;
  END LOOP;
END
"""


def ddl(models: Iterable[Any]) -> list[str]:
    """Statements, safe to repeat, that make extension, function and the indexes of all folded columns of ``models``.

    To be run by the owner of the tables, who must see all their rows.
    """
    arguments = "regclass, text, text[], integer"
    statements = [
        _tolerant("CREATE EXTENSION IF NOT EXISTS pg_trgm", "insufficient_privilege OR undefined_file"),
        f"""CREATE OR REPLACE FUNCTION {FUNCTION}(place regclass, col text, patterns text[], most integer)
            RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER ROWS 100
            SET search_path = pg_catalog, pg_temp AS $body${_BODY}$body$""",
        f"REVOKE ALL ON FUNCTION {FUNCTION}({arguments}) FROM PUBLIC",
    ]
    role = getattr(settings, "HUB_WEB_ROLE", "")
    if role:
        grant = f"GRANT EXECUTE ON FUNCTION {FUNCTION}({arguments}) TO {connection.ops.quote_name(role)}"
        statements.append(_tolerant(grant, "undefined_object"))
    return statements + [_index(model, field) for model in models for field in _folded(model)]


def _folded(model: Any) -> list[Any]:
    fields = model._meta.local_concrete_fields
    return [field for field in fields if getattr(field, "is_folded", False)] if _indexed(model) else []


def _index(model: Any, field: Any) -> str:
    quote = connection.ops.quote_name
    table, column = model._meta.db_table, field.column
    name = f"{table}_{column}_trgm"
    if len(name) > 63:
        name = f"{name[:50]}_{hashlib.blake2b(name.encode(), digest_size=4).hexdigest()}"
    # Under a collation of its own the planner cannot take it for "=", which it would (far too slowly) for long lists.
    keys = f'{quote(column)} COLLATE "POSIX" gin_trgm_ops'
    # Even IF NOT EXISTS would wait for the table's writers, so look first.
    create = (
        f"IF to_regclass('{quote(name)}') IS NULL THEN "
        f"CREATE INDEX {quote(name)} ON {quote(table)} USING gin ({keys}); END IF"
    )
    return _tolerant(create, "undefined_object")  # without the extension the search still answers, by scanning


def _tolerant(statement: str, conditions: str) -> str:
    return f"DO $do$ BEGIN {statement}; EXCEPTION WHEN {conditions} THEN RAISE NOTICE '%', SQLERRM; END $do$"
