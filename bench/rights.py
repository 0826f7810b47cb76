"""``python -m bench.rights``: what an engineer sees who holds ``read`` on one site of ten, at every size.

In process, on PostgreSQL: the statements of a page and a total as the hub sends them, against the same page without
rights and against following the tree at request time; then the price, while somebody else goes on reading.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from bench import data, table, trees
from bench.callers import asking, principal

PAGE = 100
#: Following grants down the tree when asked; ``{what}`` of the assets found.
RECURSIVE = """
WITH RECURSIVE below (id) AS (
    SELECT object_id FROM permissions_grant WHERE object_kind = 'node' AND user_id = %s AND tenant_id = 1
    UNION SELECT n.id FROM assets_node n JOIN below b ON n.parent_id = b.id),
readable (id) AS (
    SELECT l.asset_id FROM assets_nodeassetlink l JOIN below b ON b.id = l.node_id
    UNION SELECT object_id FROM permissions_grant WHERE object_kind = 'asset' AND user_id = %s AND tenant_id = 1)
SELECT {what} FROM assets_asset a WHERE a.tenant_id = 1 AND a.id IN (SELECT id FROM readable) {end}
"""


def milliseconds(work: Callable[[], Any], times: int) -> float:
    """The median, after three calls that nobody counts."""
    found = []
    for number in range(times + 3):
        started = time.perf_counter()
        work()
        if number >= 3:
            found.append(1000 * (time.perf_counter() - started))
    return median(found)


class Reads:
    """What the three kinds of callers ask, each within a request's transaction, role and tenant."""

    def __init__(self, people: trees.People) -> None:
        self.people = people
        self.viewer, self.everybody = principal(people.viewer, "engineer"), principal(people.viewer, "admin")

    def reader(self, who: Any) -> Any:
        from hub import registry
        from hub.hal.plan import HAL
        from hub.hal.reader import Reader
        from hub.language import DEFAULT_LANGUAGE

        return Reader(registry.get("asset"), who, media=HAL, language=DEFAULT_LANGUAGE)

    def recursive(self, what: str, end: str = "") -> Any:
        from hub import store

        sql = RECURSIVE.format(what=what, end=end)
        return store.current().fetch(sql, [self.people.viewer, self.people.viewer])

    def figures(self) -> dict[str, float]:
        """Milliseconds of each question, the best of five rounds in turns; and how many assets are seen."""
        from hub.hal.reader import ID

        with asking(self.viewer):
            seen = self.reader(self.viewer).total()
            assert seen == self.recursive("count(*)")[0][0], "the total is wrong"
            pages = seen // PAGE
            rows, _total = self.reader(self.viewer).page(limit=PAGE, offset=max(0, pages * 9 // 10 * PAGE), after=None)
            deep = rows[0][0][ID]
        columns = ", ".join(f"a.{name}" for name in ("id", "uuid", "version", "serial_number", "description"))

        def mine(**where: Any) -> Callable[[], Any]:
            return lambda: self.reader(self.viewer).page(limit=PAGE, offset=0, **where)

        questions: dict[str, tuple[Any, Callable[[], Any], int]] = {
            "page": (self.viewer, mine(after=None), 60),
            "deep": (self.viewer, mine(after=deep), 60),
            "plain": (self.everybody, lambda: self.reader(self.everybody).page(limit=PAGE, offset=0, after=None), 60),
            "total": (self.viewer, lambda: self.reader(self.viewer).total(), 60),
            "tree": (self.viewer, lambda: self.recursive(columns, f"ORDER BY a.id LIMIT {PAGE}"), 7),
            "tree total": (self.viewer, lambda: self.recursive("count(*)"), 7),
        }
        found: dict[str, list[float]] = {name: [] for name in questions}
        for _round in range(5):
            for name, (who, ask, times) in questions.items():
                with asking(who):
                    found[name].append(milliseconds(ask, times))
        return {"seen": seen, **{name: min(times) for name, times in found.items()}}


def one_size(assets: int, priced: bool) -> dict[str, Any]:
    """All figures of one database; runs in a process of its own."""
    os.environ["BENCH_DATABASE"] = data.name_of(assets)
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.settings"

    import django

    django.setup()
    from hub import context

    with context.system():
        reads = Reads(trees.ensure(assets))
    figures: dict[str, Any] = {"reads": reads.figures(), "bytes": 0.0, "prices": []}
    if priced:
        with context.system():
            from bench import prices

            figures |= {"bytes": prices.size(), "prices": prices.measure(reads)}
    return figures


def run(sizes: list[int]) -> bool:
    """Measure every size and print; True when all ratios are kept."""
    found = {}
    for assets in sizes:
        command = [sys.executable, "-m", "bench.rights", "--only", str(assets)]
        last = ["--priced"] if assets == sizes[-1] else []
        done = subprocess.run([*command, *last], stdout=subprocess.PIPE, check=True, text=True)
        found[assets] = json.loads(done.stdout.splitlines()[-1])
    _show(found)
    large, small = found[sizes[-1]], found[sizes[0]]["reads"]
    reads = large["reads"]
    return table.verdicts(
        [
            ("page 1: largest / smallest (aim 1.2)", reads["page"] / small["page"], "<=", 2),
            ("page 1: with / without rights (aim 1.6)", reads["page"] / reads["plain"], "<=", 3),
            ("page 1: by tree / hub (aim 150)", reads["tree"] / reads["page"], ">=", 20),
            ("deep page / page 1", reads["deep"] / reads["page"], "<=", 3),
            ("total: by tree / hub", reads["tree total"] / reads["total"], ">=", 30),
            ("reads that saw a wrong total", sum(not one[4] for one in large["prices"]), "<=", 0),
        ]
    )


def _show(found: dict[int, dict[str, Any]]) -> None:
    """Two tables: reads at every size, and prices at the last."""
    order = ("page", "deep", "plain", "tree", "total", "tree total")
    heads = ("page 1, ms", "deep", "without rights", "by tree", "total, ms", "by tree")
    table.show(
        ("assets", "seen", *heads),
        [
            (f"{assets:,}", f"{one['reads']['seen']:,}", *(float(one["reads"][name]) for name in order))
            for assets, one in found.items()
        ],
    )
    assets, last = max(found.items())
    print()
    table.show(
        (f"price at {assets:,}", "ms", "reads meanwhile", "longest, ms", "none wrong"),
        [
            (what, float(ms), reads, float(longest), "yes" if right else "NO")
            for what, ms, reads, longest, right in last["prices"]
        ],
    )
    each, seen = last["bytes"], last["reads"]["seen"]
    print(f"\n{each:.0f} bytes per holder and object: {each * seen / 1e6:.1f} MB for the engineer above.")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assets", type=int, nargs="+", default=sorted(data.SIZES))
    parser.add_argument("--only", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--priced", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.only:
        print(json.dumps(one_size(options.only, options.priced)))
        return
    for assets in options.assets:
        data.ensure(assets)
    print("\nRights: read on one site of ten\n", flush=True)
    sys.exit(0 if run(options.assets) else 1)


if __name__ == "__main__":
    main()
