"""Databases to measure with: ten plants, 5,000 manufacturers, 10,000 products and as many assets as asked for.

``python -m bench.data --assets 1000000`` makes ``hub_bench_1m``; nothing happens when it stands already and the models
have not changed. The first plant holds 55 % of the assets. Its callers are those of ``CALLERS``, each with a token.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

SIZES = {10_000: "hub_bench_10k", 100_000: "hub_bench_100k", 1_000_000: "hub_bench_1m"}
SERVER = os.environ.get("BENCH_SERVER", "postgres://postgres@127.0.0.1:5432")
TENANTS, MANUFACTURERS, PRODUCTS = 10, 500, 1_000  # the last two per tenant
#: Role in the first plant, and what part of its assets each sees: all, one in five, 20, and two in five by two groups.
CALLERS = {"admin": "admin", "engineer": "engineer", "few": "engineer", "grouped": "engineer"}
NOW = datetime.now(UTC)


def name_of(assets: int) -> str:
    """The database that holds ``assets`` assets."""
    return SIZES.get(assets) or f"hub_bench_{assets}"


def token_of(caller: str) -> str:
    """The access token of one of ``CALLERS``."""
    return f"bench-token-of-{caller}"


def ensure(assets: int) -> str:
    """The database with ``assets`` assets, made in a process of its own when it is not there; returns its name."""
    name = name_of(assets)
    environment = {**os.environ, "BENCH_DATABASE": name, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    subprocess.run([sys.executable, "-m", "bench.data", "--assets", str(assets)], env=environment, check=True)
    return name


# -- the database -----------------------------------------------------------------------------------------------------


def _mark() -> str:
    """What the data depend on: this file, and the columns and indexes of all models."""
    from django.apps import apps

    parts = [Path(__file__).read_text()]
    for model in apps.get_models():
        meta = model._meta
        if not meta.managed:
            continue
        parts += [f"{meta.db_table}.{field.column}" for field in meta.concrete_fields]
        parts += [f"{meta.db_table}:{index.name}" for index in (*meta.indexes, *meta.constraints)]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _stands(name: str, mark: str) -> bool:
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        row = server.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        ).fetchone()
    return row is not None and row[0] == mark


def _empty(name: str) -> None:
    with psycopg.connect(f"{SERVER}/postgres", autocommit=True) as server:
        server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{name}"')


def _finish(name: str, mark: str) -> None:
    with psycopg.connect(f"{SERVER}/{name}", autocommit=True) as server:
        server.execute("VACUUM (ANALYZE)")
        server.execute("CHECKPOINT")
        server.execute(f"COMMENT ON DATABASE \"{name}\" IS '{mark}'")


# -- the people -------------------------------------------------------------------------------------------------------


def _people() -> dict[str, Any]:
    """Tenants 1 to 10, and the callers of the first with their clients and tokens; returns users and groups by name."""
    from permissions.models import AccessToken, Group
    from permissions.rules import accounts, credentials

    tenants = [accounts.tenant_create(name=f"Plant {number}") for number in range(1, TENANTS + 1)]
    assert [tenant.pk for tenant in tenants] == list(range(1, TENANTS + 1))
    found: dict[str, Any] = {}
    for caller, role in CALLERS.items():
        user, _password = accounts.user_create(name=caller, tenant=tenants[0], role=role, technical=True)
        client, _secret = credentials.client_create(
            name=caller, tenant=tenants[0], grant="client-credentials", user=user
        )
        token = token_of(caller)
        AccessToken.objects.create(
            user=user, application=client, token=token, expires=NOW + timedelta(days=3650), scope="read write"
        )
        found[caller] = user.pk
    for number in (1, 2):
        group = Group(tenant=tenants[0], name=f"Shift {number}")
        group.save()
        accounts.group_member_add(group=group, user=accounts.User.objects.get(pk=found["grouped"]))
        found[f"group {number}"] = -group.pk
    return found


# -- the things -------------------------------------------------------------------------------------------------------

_UUID7 = """
CREATE FUNCTION pg_temp.uuid7(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT (lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
          || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid $$
"""
_THINGS = {
    "assets_manufacturer": """
        INSERT INTO assets_manufacturer (id, uuid, tenant_id, version, created_at, updated_at, translations, name,
            name_folded, description)
        SELECT (t - 1) * {manufacturers} + n, pg_temp.uuid7(at), t, 1, at, at, '{{}}', 'Manufacturer ' || n,
            'manufacturer ' || n, 'Maker of instruments, number ' || n
        FROM generate_series(1, {tenants}) t, generate_series(1, {manufacturers}) n,
            LATERAL (SELECT now() - interval '3 years' + n * interval '1 hour' AS at) moment ORDER BY 1""",
    "assets_product": """
        INSERT INTO assets_product (id, uuid, tenant_id, version, created_at, updated_at, translations, manufacturer_id,
            product_code, product_code_folded, name, name_folded, description, status_id)
        SELECT (t - 1) * {products} + n, pg_temp.uuid7(at), t, 1, at, at,
            CASE WHEN n % 4 = 0 THEN jsonb_build_object('de-DE', jsonb_build_object('name', 'Messgerät ' || n))
                ELSE '{{}}' END,
            (t - 1) * {manufacturers} + (n - 1) % {manufacturers} + 1, 'FT' || n, 'ft' || n, 'Instrument ' || n,
            'instrument ' || n, 'A product of the catalogue', n % 3 + 1
        FROM generate_series(1, {tenants}) t, generate_series(1, {products}) n,
            LATERAL (SELECT now() - interval '2 years' + n * interval '1 hour' AS at) moment ORDER BY 1""",
    "assets_asset": """
        INSERT INTO assets_asset (id, uuid, tenant_id, version, created_at, updated_at, translations, serial_number,
            serial_number_folded, description, production_date, production_date_precision, product_id, manufacturer_id,
            status_id, last_seen_at)
        SELECT i, pg_temp.uuid7(at), t, 1, at, at, '{{}}', 'SN' || lpad(i::text, 8, '0'),
            'sn' || lpad(i::text, 8, '0'), CASE WHEN i % 3 = 0 THEN 'Built into line ' || i % 40 END,
            CASE i % 10 WHEN 0 THEN NULL WHEN 1 THEN date_trunc('year', day) WHEN 2 THEN date_trunc('month', day)
                ELSE day END::date,
            CASE i % 10 WHEN 0 THEN NULL WHEN 1 THEN 1 WHEN 2 THEN 2 ELSE 3 END,
            (t - 1) * {products} + k + 1, (t - 1) * {manufacturers} + k % {manufacturers} + 1,
            CASE WHEN i % 7 > 0 THEN i % 5 + 1 END, CASE WHEN i % 2 = 0 THEN at + interval '1 day' END
        FROM generate_series(1, {assets}) i,
            LATERAL (SELECT CASE WHEN i % 20 < 11 THEN 1 ELSE i % 20 - 9 END AS t, i::bigint * 7919 % {products} AS k,
                date '2010-01-01' + (i % 5000)::int AS day,
                now() - interval '1 year' + i * interval '20 seconds' AS at) part ORDER BY 1""",
}
_RIGHTS = """
INSERT INTO permissions_effectiveright (subject, tenant_id, kind, object_id, level)
SELECT {subject}, 1, 'asset', id, 1 + id / 20 % 4 FROM (
    SELECT id, row_number() OVER (ORDER BY id) AS n, count(*) OVER () AS held FROM assets_asset
    WHERE tenant_id = 1) own
WHERE {which} ORDER BY id
"""
_HELD = {
    "engineer": "id / 20 % 5 = 0",
    "few": "n % (held / 20) = 0 AND n / (held / 20) <= 20",
    "group 1": "id / 20 % 5 = 1",
    "group 2": "id / 20 % 5 = 1 AND id % 2 = 0 OR id / 20 % 5 = 2",
}
_TOTALS = "INSERT INTO hub_totaldelta (tenant_id, kind, subject, delta) SELECT tenant_id, "
_ALL = _TOTALS + "'{kind}', '', count(*) FROM {table} GROUP BY 1"
_HOLDERS = _TOTALS + "kind, subject::text, count(*) FROM permissions_effectiveright GROUP BY 1, 2, 3"


def _things(cursor: Any, assets: int, people: dict[str, Any]) -> None:
    from assets.models import Asset, Manufacturer, Product
    from hub import store

    cursor.execute(_UUID7)
    sizes = {"tenants": TENANTS, "manufacturers": MANUFACTURERS, "products": PRODUCTS, "assets": assets}
    for model in (Manufacturer, Product, Asset):
        table = model._meta.db_table
        # The references are right by construction; checking a million of them would take minutes.
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        _defaults(cursor, model)
        cursor.execute(_THINGS[table].format(**sizes))
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
        cursor.execute(_ALL.format(kind=model.kind(), table=table))
        _first_versions(cursor, model)
        store.current().sync_ids(model)
    for who, which in _HELD.items():
        cursor.execute(_RIGHTS.format(subject=people[who], which=which))
    cursor.execute(_HOLDERS)


def _defaults(cursor: Any, model: Any) -> None:
    """Columns that the statement above does not name get what the model would give them."""
    for field in model._meta.concrete_fields:
        if field.has_default() and not callable(field.default):
            value = field.get_db_prep_save(field.get_default(), cursor.db)
            literal = cursor.mogrify("%s", [value])
            cursor.execute(f'ALTER TABLE {model._meta.db_table} ALTER COLUMN "{field.column}" SET DEFAULT {literal}')


def _first_versions(cursor: Any, model: Any) -> None:
    from hub.recording import plan_of

    plan = plan_of(model)
    columns = ", ".join(f'"{name}"' for name in plan.tracked)
    cursor.execute(
        f'INSERT INTO "{plan.history_table}" ({columns}, history_date, history_type, history_request_id) '
        f"SELECT {columns}, created_at, '+', 'bench' FROM \"{plan.table}\" ORDER BY id"
    )


def main() -> None:
    """Make the database for ``--assets``; ``--again`` makes it anew."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=10_000)
    parser.add_argument("--again", action="store_true", help="drop it and make it anew")
    options = parser.parse_args()
    name = name_of(options.assets)
    os.environ["BENCH_DATABASE"] = name
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

    import django

    django.setup()
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection, transaction

    mark = _mark()
    if not options.again and _stands(name, mark):
        return
    started = time.monotonic()
    _empty(name)
    call_command("prepare_database", verbosity=0, stdout=io.StringIO())
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("bench").get_models():
            if model._meta.managed:
                editor.create_model(model)
    with transaction.atomic(), connection.cursor() as cursor:
        _things(cursor, options.assets, _people())
    connection.close()
    _finish(name, mark)
    print(f"{name}: {options.assets:,} assets in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
