"""``python -m bench.history``: what recording costs, per save and for a set of 1,000 rows.

In process, on PostgreSQL: a table with plain django-simple-history against the same without, and the hub's assets
against the same table saved by Django alone. What the hub adds includes version, history and announcement.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench import data, table

ROWS = 1_000
#: What is saved, and what each is compared with.
BARE, SIMPLE, UNRECORDED, HUB = "bare table", "simple-history", "the hub's table, Django alone", "hub"
BASES = {SIMPLE: BARE, HUB: UNRECORDED}


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


class Bench:
    """The three kinds of asset, a thousand rows of each; everything is written in tenant 1."""

    def __init__(self) -> None:
        from assets.models import Asset
        from bench.models import SimplyTrackedAsset, UnrecordedAsset, UntrackedAsset

        self.models = {
            BARE: UntrackedAsset,
            SIMPLE: SimplyTrackedAsset,
            UNRECORDED: UnrecordedAsset,
            HUB: Asset,
        }
        self.rows = {name: self._rows(model) for name, model in self.models.items()}
        self.round = 0

    def _rows(self, model: Any) -> list[Any]:
        from bench.models import UntrackedAsset

        if model.__module__.startswith("bench") and model._meta.managed and not model.objects.exists():
            columns = ", ".join(f'"{field.column}"' for field in UntrackedAsset._meta.concrete_fields)
            source = f"SELECT {columns} FROM assets_asset WHERE tenant_id = 1 ORDER BY id LIMIT {ROWS}"
            _execute(f'INSERT INTO "{model._meta.db_table}" ({columns}) {source}')
            _execute(f'ANALYZE "{model._meta.db_table}"')
        first = 0 if model._meta.managed else ROWS  # never the rows whose versions the hub counts
        return list(model.objects.filter(tenant_id=1).order_by("id")[first : first + ROWS])

    def _next(self, rows: list[Any]) -> None:
        """A change of two columns on every row."""
        self.round += 1
        for row in rows:
            row.description = f"Round {self.round}"
            row.status_id = self.round % 5 + 1

    def saves(self, name: str) -> float:
        """Seconds per save, each in a transaction of its own as requests do it."""
        from django.db import transaction

        rows = self.rows[name][:200]
        self._next(rows)

        def work() -> None:
            for row in rows:
                with transaction.atomic():
                    row.save()

        return _timed(work) / len(rows)

    def hub_set(self) -> float:
        """Seconds for a set-based write of all rows with version, history and announcement."""
        from django.db import transaction

        from assets.models import Asset
        from hub import store

        versions = dict(Asset.objects.filter(pk__in=[row.pk for row in self.rows[HUB]]).values_list("pk", "version"))
        self.round += 1
        changed = {"description": f"Round {self.round}", "status_id": self.round % 5 + 1}
        rows = [{"id": key, "version": version, **changed} for key, version in versions.items()]

        def work() -> None:
            with transaction.atomic():
                written = store.current().update_many(Asset, rows)
                assert len(written) == ROWS

        return _timed(work)

    def bare_set(self) -> float:
        """The same columns and guard in one statement, nothing kept: what the set costs without history."""
        from django.db import transaction

        from assets.models import Asset

        keys = [row.pk for row in self.rows[HUB]]
        versions = dict(Asset.objects.filter(pk__in=keys).values_list("pk", "version"))
        self.round += 2  # by one it would come upon the status of the round before, and change none
        texts, statuses = [f"Round {self.round}"] * ROWS, [self.round % 5 + 1] * ROWS
        sql = (
            "UPDATE assets_asset t SET description = v.d, status_id = v.s, version = t.version + 1, "
            "updated_at = now() FROM unnest(%s::bigint[], %s::bigint[], %s::text[], %s::bigint[]) v (id, n, d, s) "
            "WHERE t.id = v.id AND t.version = v.n"
        )

        def work() -> None:
            with transaction.atomic():
                assert _execute(sql, [list(versions), list(versions.values()), texts, statuses]) == ROWS

        return _timed(work)

    def bulk_update(self) -> float:
        """What the ORM and simple-history's own function take for the same."""
        from django.db import transaction
        from simple_history.utils import bulk_update_with_history

        from bench.models import SimplyTrackedAsset

        rows = self.rows[SIMPLE]
        self._next(rows)

        def work() -> None:
            with transaction.atomic():
                bulk_update_with_history(rows, SimplyTrackedAsset, ["description", "status"], batch_size=ROWS)

        return _timed(work)


def _execute(sql: str, parameters: Any = None) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return int(cursor.rowcount)


def run(rounds: int) -> bool:
    """Measure in turns and print; True when all ratios are kept."""
    bench = Bench()
    saves: dict[str, list[float]] = {name: [] for name in bench.models}
    sets: dict[str, list[float]] = {"hub": [], "bare": [], "bulk_update": []}
    for number in range(rounds + 1):
        _execute("VACUUM")  # as autovacuum would: whoever wrote more rows before must not pay for it
        for name in saves:
            saves[name].append(bench.saves(name))
        sets["bare"].append(bench.bare_set())
        sets["hub"].append(bench.hub_set())
        if number < 4:
            sets["bulk_update"].append(bench.bulk_update())
        bench.rows[HUB] = list(bench.models[HUB].objects.filter(pk__in=[row.pk for row in bench.rows[HUB]]))
    save = {name: 1e6 * median(found[1:]) for name, found in saves.items()}
    many = {name: 1e3 * median(found[1:]) for name, found in sets.items()}
    added = {name: save[name] - save[base] for name, base in BASES.items()}
    table.show(("one save", "microseconds", "added"), [(name, save[name], added.get(name, "")) for name in save])
    print()
    labels = {
        "bare": "one UPDATE, nothing kept",
        "hub": "hub: version, history, announcement",
        "bulk_update": "bulk_update_with_history",
    }
    table.show(
        (f"{ROWS:,} rows at once", "milliseconds", "x bare"),
        [(label, many[name], many[name] / many["bare"]) for name, label in labels.items()],
    )
    return table.verdicts(
        [
            ("added per save: hub / simple-history", added[HUB] / added[SIMPLE], "<=", 0.5),
            ("1,000 rows: hub with history / without", many["hub"] / many["bare"], "<=", 2.0),
        ]
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    options = parser.parse_args()
    os.environ["BENCH_DATABASE"] = data.ensure(10_000)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

    import django

    django.setup()
    from hub import context

    print("\nHistory: what recording costs on PostgreSQL\n")
    with context.system():
        sys.exit(0 if run(options.rounds) else 1)


if __name__ == "__main__":
    main()
