"""Measures calls in turns, so that what else happens on the machine hits all of them, and prints one table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from bench.server import Call


@dataclass(frozen=True)
class Figures:
    """Medians over all rounds: requests a second, milliseconds of waiting and of processor time, size of the answer."""

    rate: float
    wait: float
    cpu: float
    size: int


def measure(
    calls: Mapping[str, Call], *, rounds: int = 5, seconds: float = 1.0, connections: int = 16
) -> dict[str, Figures]:
    """Every call once per round with many connections (rate, processor time) and once with one (waiting)."""
    for call in calls.values():
        call.sample(4, 0.5)  # imports, prepared statements, caches
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in calls}
    for _round in range(rounds):
        for name, call in calls.items():
            many, one = call.sample(connections, seconds), call.sample(1, seconds / 2)
            statuses = set(many["statuses"]) | set(one["statuses"])
            if len(statuses) != 1 or not statuses <= {"200", "304"}:
                raise RuntimeError(f"{name}: answered {many['statuses']} {one['statuses']}")
            found[name].append({**many, "wait": one["p50"]})
    return {
        name: Figures(
            rate=median(sample["rate"] for sample in samples),
            wait=1000 * median(sample["wait"] for sample in samples),
            cpu=1000 * median(sample["cpu"] for sample in samples),
            size=samples[0]["bytes"],
        )
        for name, samples in found.items()
    }


def show(heads: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Print a table in Markdown."""
    texts = [[_text(cell) for cell in row] for row in rows]
    widths = [max(len(row[place]) for row in [list(heads), *texts]) for place in range(len(heads))]
    for row in [list(heads), ["-" * width for width in widths], *texts]:
        first, *others = zip(row, widths, strict=True)
        cells = [first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]
        print("| " + " | ".join(cells) + " |")


def _text(cell: Any) -> str:
    if isinstance(cell, float):
        return f"{cell:,.0f}" if cell >= 100 else f"{cell:.2f}" if cell < 10 else f"{cell:.1f}"
    return str(cell)


def verdicts(checks: Sequence[tuple[str, float, str, float]]) -> bool:
    """Print each (what, found, ``>=`` or ``<=``, wanted) with whether it holds; True when all do."""
    kept = True
    rows = []
    for what, found, sign, wanted in checks:
        good = found >= wanted if sign == ">=" else found <= wanted
        kept &= good
        rows.append((what, float(found), f"{sign} {wanted:g}", "yes" if good else "NO"))
    print()
    show(("ratio", "found", "wanted", "kept"), rows)
    return kept
