"""``python -m bench.reads``: lists, single assets and 304s of the hub, of plain DRF, and of no framework at all.

All of them authenticate the same bearer token, see the same rights and count the same total, in one process each.
"""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import ExitStack
from typing import Any
from urllib.request import Request, urlopen

from bench import data, table
from bench.server import Call, Server

HUB, PLAIN, RAW = "hub", "plain DRF", "no framework"


def ask(call: Call) -> tuple[Any, Any]:
    with urlopen(Request(f"http://127.0.0.1:{call.server.port}{call.path}", headers=call.headers)) as answer:
        return json.load(answer), answer.headers


def _check(calls: dict[str, Call]) -> None:
    """All lists show the same assets and the same total."""
    hub, _headers = ask(calls[f"list, {HUB}"])
    plain, _headers = ask(calls[f"list, {PLAIN}"])
    raw, _headers = ask(calls[f"list, {RAW}"])
    ids = [item["id"] for item in hub["_embedded"]["assets"]]
    assert len(ids) == 100
    assert ids == [item["id"] for item in plain["results"]]
    assert hub["_embedded"]["assets"] == raw["_embedded"]["assets"], "the raw list differs"
    assert hub["pagination"]["total_count"] == plain["count"] == raw["pagination"]["total_count"]


def _children(item: dict[str, Any]) -> list[str]:
    """The relations that lead from an asset to what hangs on it."""
    links = item["_links"]
    below = {name: f"{links['self']['href']}/{name}" for name in links}
    return [name for name, href in below.items() if links[name] == {"href": href} and name != "permissions"]


def run(database: str, caller: str, rounds: int) -> bool:
    """Measure and print; True when all ratios are kept."""
    with ExitStack() as stack:
        environment = {"BENCH_DATABASE": database}
        start = stack.enter_context
        hub = start(Server("config.wsgi:application", DJANGO_SETTINGS_MODULE="bench.settings", **environment))
        plain = start(Server("config.wsgi:application", DJANGO_SETTINGS_MODULE="bench.plain_settings", **environment))
        bearer = {"Authorization": f"Bearer {data.token_of(caller)}"}
        calls = {
            f"list, {HUB}": Call(hub, "/api/v1/assets?per_page=100", bearer),
            f"list, {PLAIN}": Call(plain, "/plain/assets/", bearer),
        }
        first = ask(calls[f"list, {HUB}"])[0]["_embedded"]["assets"][3]
        raw = start(Server("bench.raw:application", BENCH_CHILDREN=",".join(_children(first)), **environment))
        calls[f"list, {RAW}"] = Call(raw, "/api/v1/assets?per_page=100", bearer)
        _check(calls)
        calls[f"single, {HUB}"] = single = Call(hub, f"/api/v1/assets/{first['id']}", bearer)
        calls[f"single, {PLAIN}"] = Call(plain, f"/plain/assets/{first['id']}/", bearer)
        etag = ask(single)[1]["ETag"]
        calls[f"304, {HUB}"] = Call(hub, single.path, {**bearer, "If-None-Match": etag})
        found = table.measure(calls, rounds=rounds)
    base = found[f"list, {PLAIN}"].rate
    table.show(
        ("16 connections", "requests/s", "CPU ms", "p50 of one, ms", "bytes", "x plain list"),
        [(name, one.rate, one.cpu, one.wait, one.size, one.rate / base) for name, one in found.items()],
    )
    rate = {name: one.rate for name, one in found.items()}
    return table.verdicts(
        [
            ("list: hub / plain DRF (aim 20)", rate[f"list, {HUB}"] / base, ">=", 10),
            ("list: hub / no framework", rate[f"list, {HUB}"] / rate[f"list, {RAW}"], ">=", 0),
            ("304 / own list (aim 3)", rate[f"304, {HUB}"] / rate[f"list, {HUB}"], ">=", 2),
            ("304 / plain DRF's list (aim 40)", rate[f"304, {HUB}"] / base, ">=", 30),
            ("single: hub / plain DRF", rate[f"single, {HUB}"] / rate[f"single, {PLAIN}"], ">=", 2),
        ]
    )


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, default=10_000)
    parser.add_argument("--as", dest="caller", choices=data.CALLERS, default="engineer")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    print(f"\nReads: {options.assets:,} assets, seen by {options.caller}\n")
    sys.exit(0 if run(data.ensure(options.assets), options.caller, options.rounds) else 1)


if __name__ == "__main__":
    main()
