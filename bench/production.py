"""A database for what concerns production: 200,000 operations of 20,000 orders in one plant.

``python -m bench.production`` makes ``hub_bench_ops``; nothing happens when it stands already and the models have not
changed. The callers are those of ``bench.data``.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import time
from typing import Any

from bench import data

NAME = "hub_bench_ops"
WORKPLACES, MATERIALS, ORDERS, STEPS = 40, 500, 20_000, 10
OPERATIONS = ORDERS * STEPS
_ROW = "pg_temp.uuid7(at), 1, 1, at, at, '{{}}'"
_COLUMNS = "id, uuid, tenant_id, version, created_at, updated_at, translations"
_AT = "LATERAL (SELECT now() - interval '1 year' + n * interval '1 minute' AS at) moment ORDER BY 1"
_THINGS = {
    "workplace": f"""
        INSERT INTO operations_workplace ({_COLUMNS}, number, number_folded)
        SELECT n, {_ROW}, 'WP-' || n, 'wp-' || n FROM generate_series(1, {{workplaces}}) n, {_AT}""",
    "material": f"""
        INSERT INTO operations_material ({_COLUMNS}, number, number_folded)
        SELECT n, {_ROW}, 'M-' || n, 'm-' || n FROM generate_series(1, {{materials}}) n, {_AT}""",
    "production_order": f"""
        INSERT INTO operations_productionorder ({_COLUMNS}, number, number_folded, material_id, target_quantity)
        SELECT n, {_ROW}, 'PO-' || lpad(n::text, 8, '0'), 'po-' || lpad(n::text, 8, '0'), n % {{materials}} + 1, 100
        FROM generate_series(1, {{orders}}) n, {_AT}""",
    "operation": f"""
        INSERT INTO operations_operation ({_COLUMNS}, number, number_folded, sequence_number, production_order_id,
            material_id, target_workplace_id)
        SELECT n, {_ROW}, lpad(step::text, 4, '0'), lpad(step::text, 4, '0'), step, place, place % {{materials}} + 1,
            n % {{workplaces}} + 1
        FROM generate_series(1, {{operations}}) n,
            LATERAL (SELECT (n - 1) / {{steps}} + 1 AS place, (n - 1) % {{steps}} * 10 + 10 AS step) part, {_AT}""",
}


def ensure() -> str:
    """The database, made in a process of its own when it is not there; returns its name."""
    environment = {**os.environ, "BENCH_DATABASE": NAME, "DJANGO_SETTINGS_MODULE": "bench.settings"}
    subprocess.run([sys.executable, "-m", "bench.production"], env=environment, check=True)
    return NAME


def _things(cursor: Any) -> None:
    from hub import registry, store

    cursor.execute(data._UUID7)
    sizes = {"workplaces": WORKPLACES, "materials": MATERIALS, "orders": ORDERS, "steps": STEPS}
    for kind, sql in _THINGS.items():
        model = registry.get(kind).model
        table = model._meta.db_table
        # The references are right by construction; checking them one by one would take long.
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        data._defaults(cursor, model)
        cursor.execute(sql.format(**sizes, operations=OPERATIONS))
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
        cursor.execute(data._ALL.format(kind=kind, table=table))
        data._first_versions(cursor, model)
        store.current().sync_ids(model)


def main() -> None:
    """Make it."""
    os.environ["BENCH_DATABASE"] = NAME
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

    import django

    django.setup()
    from django.apps import apps
    from django.core.management import call_command
    from django.db import connection, transaction

    mark = data._mark()
    if data._stands(NAME, mark):
        return
    started = time.monotonic()
    data._empty(NAME)
    call_command("prepare_database", verbosity=0, stdout=io.StringIO())
    call_command("migrate", verbosity=0)
    with connection.schema_editor() as editor:
        for model in apps.get_app_config("bench").get_models():
            if model._meta.managed:
                editor.create_model(model)
    with transaction.atomic(), connection.cursor() as cursor:
        data._people()
        _things(cursor)
    connection.close()
    data._finish(NAME, mark)
    print(f"{NAME}: {OPERATIONS:,} operations in {time.monotonic() - started:.0f} s")


if __name__ == "__main__":
    main()
