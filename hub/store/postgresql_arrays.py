"""Lists of whole numbers as parameters of statements on PostgreSQL: written at once, where psycopg asks each number for
its width, and of one type, so that a statement is prepared once.
"""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format


class Numbers(list[Any]):
    """Whole numbers and NULLs, a ``bigint[]``."""


class NumbersDumper(Dumper):
    """Writes ``Numbers``."""

    format = Format.TEXT
    oid = psycopg.adapters.types["int8"].array_oid

    def dump(self, obj: Numbers) -> bytes:
        return f"{{{','.join(['NULL' if one is None else str(one) for one in obj])}}}".encode()


psycopg.adapters.register_dumper(Numbers, NumbersDumper)


def array(kind: str, values: list[Any] | tuple[Any, ...]) -> list[Any]:
    """``values`` as a parameter to be cast to the array type ``kind``."""
    return Numbers(values) if kind in ("bigint[]", "integer[]", "smallint[]") else list(values)


def mark(kind: str) -> str:
    """The place of such a parameter in a statement."""
    return f"%s::{kind}" if kind in ("bigint[]", "integer[]", "smallint[]") else f"%b::{kind}"
