"""``python -m bench.paging``: the first page, a page at 90 % by number and by cursor, and the total, at every size.

Seen by the engineer of ``bench.data``, who holds rights on 11 % of the assets, one by one. Page numbers are shown, and
promised nothing: the pages before are passed over one row at a time. Cursors are for going deep.
"""

from __future__ import annotations

import argparse
import sys
from contextlib import ExitStack
from dataclasses import replace

from bench import data, table
from bench.reads import ask
from bench.server import Call, Server

PER_PAGE = 100
FIRST, NUMBERED, BEGUN, CURSOR = "page 1", "page at 90 %", "cursor begins", "cursor at 90 %"


def _calls(server: Server, caller: str) -> dict[str, Call]:
    headers = {"Authorization": f"Bearer {data.token_of(caller)}"}

    def call(query: str) -> Call:
        return Call(server, f"/api/v1/assets?per_page={PER_PAGE}{query}", headers)

    body, _headers = ask(call(""))
    deep = max(1, body["pagination"]["page_count"] * 9 // 10)
    begun = call("&after=")
    return {FIRST: call(""), NUMBERED: call(f"&page={deep}"), BEGUN: begun, CURSOR: _walked(begun, deep)}


def _walked(call: Call, pages: int) -> Call:
    """Where following ``next`` leads: cursors are sealed, there is no short cut."""
    for _ in range(pages - 1):
        body, _headers = ask(call)
        call = replace(call, path=body["_links"]["next"]["href"])
    return call


def run(sizes: list[int], caller: str, rounds: int) -> bool:
    """Measure and print; True when all ratios are kept."""
    found: dict[int, dict[str, table.Figures]] = {}
    totals: dict[int, int] = {}
    with ExitStack() as stack:
        calls: dict[str, Call] = {}
        for size in sizes:
            server = stack.enter_context(
                Server(
                    "config.wsgi:application",
                    DJANGO_SETTINGS_MODULE="bench.settings",
                    BENCH_DATABASE=data.name_of(size),
                )
            )
            here = _calls(server, caller)
            totals[size] = ask(here[FIRST])[0]["pagination"]["total_count"]
            calls |= {f"{size} {name}": call for name, call in here.items()}
        figures = table.measure(calls, rounds=rounds, seconds=0.5)
    for size in sizes:
        found[size] = {name: figures[f"{size} {name}"] for name in (FIRST, NUMBERED, BEGUN, CURSOR)}
    table.show(
        ("assets", "seen", "page", "requests/s", "CPU ms", "p50 of one, ms", "x page 1"),
        [
            (f"{size:,}", f"{totals[size]:,}", name, one.rate, one.cpu, one.wait, one.wait / found[size][FIRST].wait)
            for size in sizes
            for name, one in found[size].items()
        ],
    )
    small, large = sizes[0], sizes[-1]
    checks = [
        ("cursor at 90 %, largest / smallest", found[large][CURSOR].wait / found[small][CURSOR].wait, "<=", 1.2),
        ("page 1 and its total, largest / smallest", found[large][FIRST].wait / found[small][FIRST].wait, "<=", 1.2),
        ("cursor at 90 % / page 1, largest", found[large][CURSOR].wait / found[large][FIRST].wait, "<=", 3.0),
    ]
    return table.verdicts(checks)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, nargs="+", default=sorted(data.SIZES))
    parser.add_argument("--as", dest="caller", choices=data.CALLERS, default="engineer")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    for size in options.assets:
        data.ensure(size)
    print(f"\nPaging: assets seen by {options.caller}, {PER_PAGE} a page\n")
    sys.exit(0 if run(options.assets, options.caller, options.rounds) else 1)


if __name__ == "__main__":
    main()
