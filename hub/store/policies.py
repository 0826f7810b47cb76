"""Walls that PostgreSQL keeps by itself: row-level policies, checked references, grants; made after each migration.

Everything here is safe to repeat and touches only what differs, so that a running hub is not locked out of its tables.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

from hub.store import text

# Sub-selects are evaluated once per statement; a bare current_setting() would be for each row.
OWN = "(SELECT NULLIF(current_setting('app.tenant', true), '')::bigint)"
READABLE = "(SELECT NULLIF(current_setting('app.readable', true), '')::bigint[])::bigint[]"
POLICIES = {"hub_owner", "hub_read", "hub_insert", "hub_update", "hub_delete"}
#: The constraint that the database names when a reference leads out of the tenant.
REFERENCES = "hub_references"
ROLE_MISSING = "the role {role} does not exist; run manage.py prepare_database"


def ensure() -> list[str]:
    """Bring everything in line with the models; returns what could not be done, for operators."""
    notes: list[str] = []
    role = settings.HUB_WEB_ROLE
    with transaction.atomic(), connection.cursor() as cursor:
        known = bool(role) and _role_exists(cursor, role)
        if role and not known:
            notes.append(ROLE_MISSING.format(role=role))
        tables = set(connection.introspection.table_names(cursor))
        models = [model for model in guarded_models() if model._meta.db_table in tables]
        logins = _logins(cursor, role)
        for model in models:
            _enable(cursor, model._meta.db_table)
            _policies(cursor, model, role if known else "", logins)
            _references(cursor, model)
        if known:
            _grants(cursor, role, logins, tables)
        for statement in text.ddl(model for model in models if not _is_history(model)):
            cursor.execute(statement)
    return notes


def guarded_models() -> list[Any]:
    """The models whose rows belong to one tenant each and are shown to it alone (or, of a catalogue, to all)."""
    return [model for model in apps.get_models(include_auto_created=True) if is_guarded(model)]


def is_guarded(model: Any) -> bool:
    """Whether row-level policies hold for ``model``; a history table follows what it is the history of."""
    if _is_history(model):
        return is_guarded(model.instance_type)
    return (
        model._meta.managed
        and not model._meta.proxy
        and getattr(model, "row_policy", True)
        and any(field.column == "tenant_id" for field in model._meta.concrete_fields)
    )


def _is_history(model: Any) -> bool:
    return hasattr(model, "instance_type")


def _is_append_only(model: Any) -> bool:
    return _is_history(model) or getattr(model, "append_only", False)


def _role_exists(cursor: Any, role: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role])
    return cursor.fetchone() is not None


def _logins(cursor: Any, role: str) -> list[str]:
    """Who may act as the web role: the users that the hub connects as."""
    cursor.execute(
        "SELECT DISTINCT pg_get_userbyid(m.member)::text FROM pg_auth_members m JOIN pg_roles r ON r.oid = m.roleid "
        "WHERE r.rolname = %s ORDER BY 1",
        [role],
    )
    return [row[0] for row in cursor.fetchall()]


def _quote(name: str) -> str:
    return str(connection.ops.quote_name(name))


def _digest(definition: str) -> str:
    return "hub " + hashlib.sha256(definition.encode()).hexdigest()[:16]


# -- policies --------------------------------------------------------------------------------------------------------


def _enable(cursor: Any, table: str) -> None:
    cursor.execute(
        "SELECT relrowsecurity AND relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", [_quote(table)]
    )
    if not cursor.fetchone()[0]:
        cursor.execute(f"ALTER TABLE {_quote(table)} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY")


def _policies(cursor: Any, model: Any, role: str, logins: list[str]) -> None:
    table = model._meta.db_table
    cursor.execute("SELECT pg_get_userbyid(relowner)::text FROM pg_class WHERE oid = %s::regclass", [_quote(table)])
    wanted = dict(_wanted(model, role, [cursor.fetchone()[0], *logins]))
    cursor.execute(
        "SELECT polname::text, obj_description(oid, 'pg_policy') FROM pg_policy WHERE polrelid = %s::regclass",
        [_quote(table)],
    )
    existing = dict(cursor.fetchall())
    for name, definition in wanted.items():
        if existing.get(name) == _digest(definition):
            continue
        if name in existing:
            cursor.execute(f"DROP POLICY {name} ON {_quote(table)}")
        cursor.execute(f"CREATE POLICY {name} ON {_quote(table)} {definition}")
        cursor.execute(f"COMMENT ON POLICY {name} ON {_quote(table)} IS '{_digest(definition)}'")


def _wanted(model: Any, role: str, owners: list[str]) -> Iterator[tuple[str, str]]:
    # Outside a request (commands, relay, authentication) the hub is itself and sees all rows.
    yield "hub_owner", f"FOR ALL TO {', '.join(map(_quote, dict.fromkeys(owners)))} USING (true) WITH CHECK (true)"
    if not role:
        return
    to, own = f"TO {_quote(role)}", f'"tenant_id" = {OWN}'
    # The catalogues themselves are found by asking this table: it cannot ask itself.
    read = f'{own} OR "public_catalogue"' if model._meta.label == "hub.Tenant" else f'"tenant_id" = ANY ({READABLE})'
    yield "hub_read", f"FOR SELECT {to} USING ({read})"
    yield "hub_insert", f"FOR INSERT {to} WITH CHECK ({own})"
    yield "hub_update", f"FOR UPDATE {to} USING ({own}) WITH CHECK ({own})"
    yield "hub_delete", f"FOR DELETE {to} USING ({own})"


# -- references ------------------------------------------------------------------------------------------------------


def _references(cursor: Any, model: Any) -> None:
    """Triggers that refuse references to rows of another tenant: policies do not look at foreign keys. They look once
    for each statement, which for many rows is a tenth of the price of looking for each row."""
    table = model._meta.db_table
    keys = list(checked_keys(model))
    definition = _function(table, model._meta.pk.column, keys) if keys else ""
    name, function = REFERENCES, _quote(f"{REFERENCES}_{table}"[:63])
    cursor.execute(
        "SELECT obj_description(oid, 'pg_trigger') FROM pg_trigger WHERE tgrelid = %s::regclass AND tgname = %s",
        [_quote(table), f"{name}_insert"],
    )
    row = cursor.fetchone()
    if (row[0] if row else "") == (_digest(definition) if keys else ""):
        return
    for event in ("insert", "update"):
        cursor.execute(f"DROP TRIGGER IF EXISTS {name}_{event} ON {_quote(table)}")
    if not keys:
        return
    cursor.execute(
        f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS $hub$ {definition} $hub$"
    )
    for event, rows in (("insert", "NEW TABLE AS fresh"), ("update", "OLD TABLE AS stale NEW TABLE AS fresh")):
        cursor.execute(
            f"CREATE TRIGGER {name}_{event} AFTER {event.upper()} ON {_quote(table)} REFERENCING {rows} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()"
        )
    cursor.execute(f"COMMENT ON TRIGGER {name}_insert ON {_quote(table)} IS '{_digest(definition)}'")


def checked_keys(model: Any) -> Iterator[tuple[str, str]]:
    """(column, table referred to) of the foreign keys that must stay within the tenant or lead into a catalogue."""
    if _is_history(model):
        return
    for field in model._meta.local_concrete_fields:
        free = field.name == "tenant" or field.name in getattr(model, "foreign_references", ())
        if field.is_relation and field.db_constraint and not free and is_guarded(field.related_model):
            yield field.column, field.related_model._meta.db_table


def _function(table: str, key: str, keys: Sequence[tuple[str, str]]) -> str:
    """The body of the triggers: nothing where no reference has changed, else a look at what all of them lead to."""
    differs = " OR ".join(f'o."{column}" IS DISTINCT FROM n."{column}"' for column in ["tenant_id", *dict(keys)])
    checks = []
    for column, target in keys:
        checks.append(
            f"""
  IF EXISTS (
    SELECT 1 FROM (SELECT DISTINCT "{column}" AS "to", "tenant_id" FROM fresh WHERE "{column}" IS NOT NULL) n
      LEFT JOIN {_quote(target)} t ON t."id" = n."to"
      WHERE t."tenant_id" IS DISTINCT FROM n."tenant_id" AND NOT EXISTS
        (SELECT 1 FROM "hub_tenant" c WHERE c."id" = t."tenant_id" AND c."public_catalogue")) THEN
    RAISE EXCEPTION '% is not in reach of this tenant', '{column}' USING ERRCODE = 'foreign_key_violation',
      TABLE = '{table}', COLUMN = '{column}', CONSTRAINT = '{REFERENCES}';
  END IF;"""
        )
    return f"""BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF NOT EXISTS (SELECT 1 FROM fresh n JOIN stale o ON o."{key}" = n."{key}" WHERE {differs}) THEN
      RETURN NULL;
    END IF;
  END IF;{"".join(checks)}
  RETURN NULL;
END"""


# -- grants ----------------------------------------------------------------------------------------------------------


def _grants(cursor: Any, role: str, logins: list[str], tables: set[str]) -> None:
    """The web role reads and writes rows, and no more; history nobody changes but the owner, and what else is
    append-only not the web role."""
    everybody = ", ".join(map(_quote, [role, *logins]))
    cursor.execute(f"GRANT USAGE ON SCHEMA public TO {everybody}")
    cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {everybody}")
    cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {everybody}")
    for model in apps.get_models(include_auto_created=True):
        table = model._meta.db_table
        if table in tables and _is_append_only(model):
            cursor.execute(f"REVOKE UPDATE, DELETE ON {_quote(table)} FROM {_quote(role)}")
    if "django_migrations" in tables:
        cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {_quote(role)}")


# -- roles -----------------------------------------------------------------------------------------------------------


def prepare(logins: Iterable[str] = ()) -> list[str]:
    """Make the web role if it is missing and let the connecting user (and ``logins``) become it; tells what it did.

    Needs the right to make roles. Roles belong to the whole server: never done in a migration, and two hubs on one
    server need two names (``HUB_WEB_ROLE``), because whoever may act as the role may name any tenant.
    """
    role, done = settings.HUB_WEB_ROLE, []
    if not role:
        return ["HUB_WEB_ROLE is empty: nothing to prepare"]
    with transaction.atomic(), connection.cursor() as cursor:
        # Two processes may prepare one server at the same time.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('hub web role'))")
        if not _role_exists(cursor, role):
            cursor.execute(f"CREATE ROLE {_quote(role)} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS")
            done.append(f"made the role {role}")
        cursor.execute("SELECT current_user::text")
        for login in dict.fromkeys([cursor.fetchone()[0], *logins]):
            cursor.execute("SELECT pg_has_role(%s, %s, 'MEMBER')", [login, role])
            if not cursor.fetchone()[0]:
                cursor.execute(f"GRANT {_quote(role)} TO {_quote(login)}")
                done.append(f"{login} may act as {role}")
    return done


def shortcomings() -> list[str]:
    """What of these walls is missing in the database as it is, for operators and for the test of all tables."""
    role = settings.HUB_WEB_ROLE
    found = [] if role else ["HUB_WEB_ROLE is empty: row-level policies do not hold for requests"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolsuper OR rolbypassrls OR rolcanlogin, pg_has_role(current_user, oid, 'MEMBER') FROM pg_roles "
            "WHERE rolname = %s",
            [role],
        )
        row = cursor.fetchone()
        if row is None:
            return [*found, ROLE_MISSING.format(role=role)]
        if row[0]:
            found.append(f"the role {role} has more rights than it should")
        if not row[1]:
            found.append(f"the connecting user may not act as {role}; run manage.py prepare_database")
        cursor.execute(
            "SELECT c.relname::text, c.relrowsecurity AND c.relforcerowsecurity, c.relowner = r.oid, "
            "ARRAY(SELECT p.polname::text FROM pg_policy p WHERE p.polrelid = c.oid) "
            "FROM pg_class c, pg_roles r WHERE r.rolname = %s AND c.relnamespace = 'public'::regnamespace "
            "AND c.relkind IN ('r', 'p')",
            [role],
        )
        tables = {name: (forced, owned, set(names)) for name, forced, owned, names in cursor.fetchall()}
    for model in guarded_models():
        table = model._meta.db_table
        forced, owned, names = tables.get(table, (False, False, set()))
        missing = POLICIES - names
        if not forced or missing:
            found.append(f"{table} lacks row-level policies; run manage.py prepare_database")
        if owned:
            found.append(f"{table} belongs to the role {role}")
    return found
