"""``python -m bench.bulk``: 1,000 forecast results changed in one POST, against 1,000 PUTs, the ORM's ``bulk_update``
with the helper of django-simple-history, and one SQL statement that keeps the history rows too.

POST and PUTs go over HTTP with a token, one connection kept open; the others run in this process, unauthenticated: the
write of the POST alone, too, which is what the ORM and the statement do.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from statistics import median
from typing import Any

from bench import data, production, table
from bench.server import Server

ROWS = 1_000
START = datetime(2026, 3, 1, 6, tzinfo=UTC)
POST, PUTS, ORM, SQL = "one POST", "1,000 PUTs", "bulk_update_with_history", "one SQL statement"
WRITE = "the hub's write alone"


class Wire:
    """One connection to the hub."""

    def __init__(self, server: Server) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        self.headers = {"Authorization": f"Bearer {data.token_of('engineer')}", "Content-Type": "application/json"}

    def send(self, method: str, path: str, body: bytes) -> None:
        self.connection.request(method, f"/api/v1/{path}", body, self.headers)
        answer = self.connection.getresponse()
        text = answer.read()
        if answer.status not in (200, 201, 204):
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:500]!r}")


class Bench:
    """The same thousand forecasts, moved to other days and places in every round."""

    def __init__(self, server: Server) -> None:
        from bench.plain_production import TrackedForecast
        from operations.models import ForecastResult

        self.wire, self.model, self.tracked = Wire(server), ForecastResult, TrackedForecast
        self.round = int(time.time()) % 100_000
        self.one_post()
        self._tracked_rows()

    def _next(self) -> list[tuple[int, int, datetime, datetime]]:
        """The next round: operation, workplace, start and end of each, no two alike."""
        self.round += 1
        start, found = START + timedelta(minutes=self.round), []
        for key in range(1, ROWS + 1):
            begins = start + timedelta(seconds=key * 7)
            place = (self.round + key) % production.WORKPLACES + 1
            found.append((key, place, begins, begins + timedelta(hours=8)))
        return found

    def _tracked_rows(self) -> None:
        from django.db import connection

        made = connection.introspection.table_names()
        with connection.schema_editor() as editor:
            for model in (self.tracked, self.tracked.history.model):
                if model._meta.db_table not in made:
                    editor.create_model(model)
        if not self.tracked.objects.exists():
            names = [field.attname for field in self.tracked._meta.concrete_fields]
            rows = self.model.objects.filter(operation_id__lte=ROWS).values(*names)
            self.tracked.objects.bulk_create([self.tracked(**row) for row in rows])
        self.rows = list(self.tracked.objects.order_by("pk"))
        assert len(self.rows) == ROWS

    def tidy(self) -> None:
        """Every way finds the tables without what the one before left behind, whether the server cleans up or not."""
        from django.db import connection

        with connection.cursor() as cursor:
            for model in (self.model, self.tracked):
                cursor.execute(f'VACUUM "{model._meta.db_table}"')

    # -- the ways ---------------------------------------------------------------------------------------------------

    def one_post(self) -> float:
        elements = [
            {"operation": {"id": key}, "workplace": {"id": place}, "start_date": _text(start), "end_date": _text(end)}
            for key, place, start, end in self._next()
        ]
        body = json.dumps({"forecast_results": elements}).encode()
        return _timed(lambda: self.wire.send("POST", "operations/forecastResults/update", body))

    def puts(self) -> float:
        bodies = []
        for key, place, start, end in self._next():
            body = {"workplace": {"id": place}, "start_date": _text(start), "end_date": _text(end)}
            bodies.append((f"operations/{key}/forecastResult", json.dumps(body).encode()))

        def work() -> None:
            for path, body in bodies:
                self.wire.send("PUT", path, body)

        return _timed(work)

    def write(self) -> float:
        """What the POST comes to once it has read and checked: versions, history and announcements."""
        from django.db import transaction

        from hub import store

        versions = dict(self.model.objects.filter(pk__lte=ROWS).values_list("pk", "version"))
        rows = [
            {"id": key, "version": versions[key], "workplace_id": place, "start_date": start, "end_date": end}
            for key, place, start, end in self._next()
        ]

        def work() -> None:
            with transaction.atomic():
                assert len(store.current().update_many(self.model, rows)) == ROWS

        return _timed(work)

    def orm(self) -> float:
        from django.db import transaction
        from simple_history.utils import bulk_update_with_history

        for row, (_key, place, start, end) in zip(self.rows, self._next(), strict=True):
            row.workplace_id, row.start_date, row.end_date = place, start, end

        def work() -> None:
            with transaction.atomic():
                fields = ["workplace", "start_date", "end_date"]
                bulk_update_with_history(self.rows, self.tracked, fields, batch_size=ROWS)

        return _timed(work)

    def sql(self) -> float:
        """Version guard, row and history row; no rights, no rules, no announcement."""
        from django.db import connection, transaction

        from hub.recording import plan_of

        plan = plan_of(self.model)
        tracked = ", ".join(f'"{name}"' for name in plan.tracked)
        keys, places, starts, ends = zip(*self._next(), strict=True)
        versions = dict(self.model.objects.filter(pk__in=keys).values_list("pk", "version"))
        statement = (
            f'WITH touched AS (UPDATE "{plan.table}" t SET workplace_id = v.w, start_date = v.s, end_date = v.e, '
            "version = t.version + 1, updated_at = now() FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], "
            "%s::timestamptz[], %s::timestamptz[]) v (id, n, w, s, e) WHERE t.id = v.id AND t.version = v.n "
            f"RETURNING {', '.join(f't.{name}' for name in tracked.split(', '))}) "
            f'INSERT INTO "{plan.history_table}" ({tracked}, history_date, history_type, history_request_id) '
            f"SELECT {tracked}, now(), '~', 'bench' FROM touched"
        )
        moments = [[_text(one) for one in column] for column in (starts, ends)]
        values = [list(keys), [versions[key] for key in keys], list(places), *moments]

        def work() -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(statement, values)
                assert cursor.rowcount == ROWS

        return _timed(work)


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _text(moment: datetime) -> str:
    return moment.isoformat().replace("+00:00", "Z")


def run(server: Server, rounds: int) -> bool:
    """Measure in turns and print; True when all ratios are kept."""
    bench = Bench(server)
    ways = {SQL: bench.sql, WRITE: bench.write, POST: bench.one_post, ORM: bench.orm, PUTS: bench.puts}
    found: dict[str, list[float]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            if name not in (PUTS, ORM) or number <= rounds // 3:
                bench.tidy()
                found[name].append(way())
    spent = {name: 1e3 * median(times[1:] or times) for name, times in found.items()}
    table.show(
        (f"{ROWS:,} forecast results", "milliseconds", "x one POST"),
        [(name, spent[name], spent[name] / spent[POST]) for name in ways],
    )
    return table.verdicts(
        [
            ("1,000 PUTs / one POST", spent[PUTS] / spent[POST], ">=", 50),
            ("bulk_update with history / one POST (aim 20)", spent[ORM] / spent[POST], ">=", 10),
            ("bulk_update with history / the hub's write alone", spent[ORM] / spent[WRITE], ">=", 10),
            ("one POST / one SQL statement", spent[POST] / spent[SQL], "<=", 3),
        ]
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    os.environ["BENCH_DATABASE"] = production.ensure()
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

    import django

    django.setup()
    from hub import context

    print(f"\nBulk: {ROWS:,} forecast results among {production.OPERATIONS:,} operations\n")
    with Server("config.wsgi:application") as server, context.system():
        sys.exit(0 if run(server, options.rounds) else 1)


if __name__ == "__main__":
    main()
