"""Turns a plan into one Python function per media type and language: rows of columns in, representations out.

The function is generated source, because at a hundred rows a page the loops and look-ups of a generic walk are the
whole cost. Only names from the registry enter the source; values never do. What many rows of a page share (references
to one status, one manufacturer) is made once per call and used again: nobody may change it in place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from hub.fields import timestamp
from hub.hal.plan import HAL, LINKED, Value, plan_of
from hub.hal.source import Source, link_objects, link_text, plain_reference
from hub.language import translated
from hub.registry import Entry

Row = tuple[Any, ...]
#: items(rows with their levels, may_write, targets): ``targets`` maps a state to its legal (code, title) pairs.
Items = Callable[[Iterable[tuple[Row, int]], bool, Any], list[dict[str, Any]]]


def _value(source: Source, value: Value) -> str:
    columns = ", ".join(source.at(column) for column in value.columns)
    # Moments are left to the JSON writer, which writes them alike and ten times as fast.
    plain = value.render is None or value.render is timestamp.render
    text = columns if plain else f"{source.bind(value.render)}({columns})"
    return source.translated("translations", value.name, text) if value.translated and source.translating else text


@lru_cache(maxsize=256)
def compiled(
    entry: Entry, media: str, language: str, translating: bool, *, written: bool = False
) -> tuple[tuple[str, ...], Items]:
    """The columns to fetch and the function that renders rows of them; ``written`` makes each item's links one piece of
    JSON, for answers that nobody looks into."""
    plan = plan_of(entry)
    columns = plan.columns(media, translating)
    source = Source(entry, columns, translating)
    members = []
    if media == HAL:
        (link_text if written else link_objects)(source, plan)
        members.append("'_links': L")
        members += [f"{value.name!r}: {_value(source, value)}" for value in plan.values if not value.plain_only]
    else:
        if media == LINKED:
            link_objects(source, plan, references=False)
            members.append("'_links': L")
        for member in plan.members:
            text = _value(source, member) if isinstance(member, Value) else plain_reference(source, member)
            members.append(f"{member.name!r}: {text}")
    source.names["TR"] = _translator(language)
    names = ", ".join(source.at(column) for column in columns)
    body = "\n".join(
        [
            "def items(rows, may_write, targets):",
            *source.before,
            " found = []",
            " add = found.append",
            f" for ({names},), level in rows:",
            *source.lines,
            f"  add({{{', '.join(members)}}})",
            " return found",
        ]
    )
    exec(compile(body, f"<representation of {entry.name}>", "exec"), source.names)  # noqa: S102 - our own source
    return columns, source.names["items"]


def _translator(language: str) -> Callable[[Any, str, Any], Any]:
    def translate(translations: Any, field: str, default: Any) -> Any:
        return translated(translations, language, field, default)

    return translate
