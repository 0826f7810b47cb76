"""Text filters: no regard to case, ``*`` for any text, every other character for itself.

Exact is ``=``, a trailing star is a range of the folded column, other stars are a search of the store.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q

from hub.fields.folded import SUFFIX
from hub.filters import values
from hub.filters.kinds import HubFilter, among
from hub.store import text


class TextFilter(HubFilter):
    """A folded text of the model. An empty value finds the empty text; ``*`` finds any text, but not its absence."""

    def __init__(self, field_name: str | None = None, *, longest: int | None = None, **options: Any) -> None:
        kind = replace(values.TEXT, longest=min(longest or values.LONGEST, values.LONGEST))
        super().__init__(field_name, kind=kind, **options)

    @property
    def order(self) -> tuple[str, ...]:
        return (self.column,)

    @property
    def column(self) -> str:
        return f"{self.field_name}{SUFFIX}"

    def among(self, given: list[str]) -> Q:
        exact = [pattern for pattern in given if "*" not in pattern]
        stars = [pattern for pattern in given if "*" in pattern]
        found = among(self.column, exact) if exact else Q()
        if "*" in stars:
            return Q(**{f"{self.column}__isnull": False})
        if len(stars) == 1 and stars[0].find("*") == len(stars[0]) - 1:
            return found | prefix(self.column, stars[0][:-1])
        return found | self.search(stars) if stars else found

    def search(self, patterns: list[str]) -> Q:
        """Folded patterns with stars anywhere: by the store's index where it knows them, the others by scanning."""
        indexed = [like for like in map(text.like, patterns) if text.searchable(like)]
        path, _, name = self.column.rpartition("__")
        ids = text.few_ids(self._owner(path), name, indexed) if indexed else None
        found = among(path or "pk", ids) if ids is not None else Q()
        rest = [like for like in map(text.like, patterns) if ids is None or not text.searchable(like)]
        if not rest:
            return found
        start = patterns[0].partition("*")[0] if len(patterns) == 1 else ""
        narrowed = prefix(self.column, start) if start else Q()
        return found | (narrowed & Q(**{f"{self.column}__matches": rest}))

    def _owner(self, path: str) -> Any:
        """The model at the end of ``path``, which owns the column."""
        owner = self.model
        for step in path.split("__") if path else ():
            owner = owner._meta.get_field(step).related_model
        return owner


class RelatedTextFilter(TextFilter):
    """A folded text of something referred to: ``RelatedTextFilter(field="product__product_code")``."""

    def __init__(self, *, field: str, **options: Any) -> None:
        super().__init__(field, **options)

    @property
    def order(self) -> tuple[str, ...]:
        return ()  # a cursor reads the order from columns of the row itself


def prefix(column: str, start: str) -> Q:
    """``column`` begins with ``start``: a range in code point order."""
    end = after(start)
    found = Q(**{f"{column}__gte": start})
    return found & Q(**{f"{column}__lt": end}) if end else found


def after(start: str) -> str | None:
    """The least text above all that begin with ``start``, in code point order; None when there is none."""
    while start:
        last = ord(start[-1])
        if last < 0x10FFFF:
            return start[:-1] + chr(0xE000 if last == 0xD7FF else last + 1)
        start = start[:-1]
    return None
