"""``python -m bench.search``: 500 order numbers asked of 200,000 operations, against the ORM's ``__in`` with objects.

Both authenticate the same token, count all hits and render a page of 100, over HTTP in one process each.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
from contextlib import ExitStack
from dataclasses import dataclass
from typing import Any
from unittest.mock import patch
from urllib.request import Request, urlopen

from bench import data, production, table
from bench.server import Call, Server

NUMBERS = 500


@dataclass(frozen=True)
class Post(Call):
    """A request with a body."""

    body: bytes = b""

    def text(self) -> bytes:
        headers = {**self.headers, "Content-Type": "application/json", "Content-Length": str(len(self.body))}
        lines = [f"POST {self.path} HTTP/1.1", f"Host: 127.0.0.1:{self.server.port}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        return ("\r\n".join(lines) + "\r\n\r\n").encode() + self.body

    def ask(self) -> Any:
        headers = {**self.headers, "Content-Type": "application/json"}
        with urlopen(Request(f"http://127.0.0.1:{self.server.port}{self.path}", self.body, headers)) as answer:
            return json.load(answer)


def _numbers() -> list[str]:
    """Order numbers from all over the table, always the same."""
    return [f"PO-{number:08d}" for number in random.Random(4).sample(range(1, production.ORDERS + 1), NUMBERS)]


def _queries(pages: dict[str, bytes]) -> dict[str, int]:
    """How many statements the hub sends for each (path, body), counted in this process."""
    import django

    django.setup()
    import psycopg
    from django.test import Client

    from hub.store import postgresql

    found: dict[str, int] = {}
    sent: list[str] = []
    ordinary, prepared = psycopg.Cursor.execute, postgresql.run

    def execute(self: Any, *arguments: Any, **options: Any) -> Any:
        sent.append("ordinary")
        return ordinary(self, *arguments, **options)

    def run(*arguments: Any, **options: Any) -> Any:
        sent.append("prepared")
        return prepared(*arguments, **options)

    bearer = f"Bearer {data.token_of('engineer')}"
    client = Client(headers={"Authorization": bearer, "Host": "127.0.0.1"})
    with patch.object(psycopg.Cursor, "execute", execute), patch.object(postgresql, "run", run):
        for path, body in pages.items():
            for _time in range(3):  # the first ones fill caches
                sent.clear()
                assert client.post(path, body, "application/json").status_code == 200
            found[path] = len(sent)
    return found


def run(rounds: int) -> bool:
    """Measure and print; True when all ratios are kept."""
    name = production.ensure()
    numbers, bearer = _numbers(), {"Authorization": f"Bearer {data.token_of('engineer')}"}
    body = json.dumps({"production_order_number": numbers}).encode()
    path = "/api/v1/operations/search?per_page={}"
    with ExitStack() as stack:
        settings = {"BENCH_DATABASE": name, "BENCH_PLAIN": "bench.plain_production"}
        start = stack.enter_context
        hub = start(Server("config.wsgi:application", DJANGO_SETTINGS_MODULE="bench.settings", **settings))
        plain = start(Server("config.wsgi:application", DJANGO_SETTINGS_MODULE="bench.plain_settings", **settings))
        calls = {
            "hub, HAL": Post(hub, path.format(100), bearer, body),
            "hub, plain JSON": Post(hub, path.format(100), {**bearer, "Accept": "application/json"}, body),
            "ORM __in, DRF": Post(plain, "/plain/operations/search", bearer, body),
        }
        ours, theirs = calls["hub, HAL"].ask(), calls["ORM __in, DRF"].ask()
        assert ours["pagination"]["total_count"] == theirs["count"] == NUMBERS * production.STEPS
        assert [one["id"] for one in ours["_embedded"]["operations"]] == [one["id"] for one in theirs["results"]]
        found = table.measure(calls, rounds=rounds, connections=8)
    base = found["ORM __in, DRF"].rate
    table.show(
        ("8 connections", "requests/s", "CPU ms", "p50 of one, ms", "bytes", "x ORM"),
        [(label, one.rate, one.cpu, one.wait, one.size, one.rate / base) for label, one in found.items()],
    )
    os.environ.update(BENCH_DATABASE=name, DJANGO_SETTINGS_MODULE="bench.settings", LOG_LEVEL="WARNING")
    queries = _queries({path.format(size): body for size in (10, 100)})
    print("\nstatements of a page of 10 and of 100:", *queries.values())
    return table.verdicts(
        [
            ("search, HAL: hub / ORM", found["hub, HAL"].rate / base, ">=", 2),
            ("search, plain JSON: hub / ORM", found["hub, plain JSON"].rate / base, ">=", 2),
            ("statements of 100 / of 10", queries[path.format(100)] / queries[path.format(10)], "<=", 1),
        ]
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"\nSearch: {NUMBERS} order numbers, {production.OPERATIONS:,} operations\n")
    sys.exit(0 if run(options.rounds) else 1)


if __name__ == "__main__":
    main()
