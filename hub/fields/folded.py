"""Text that is found without regard to case: the value as the user wrote it, and beside it its folded form.

Filters compare folded forms only, so that both databases agree (no ``lower()``, no ILIKE).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from hub.fields.companion import Companion, add_companion

SUFFIX = "_folded"
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def fold(text: str) -> str:
    """``text`` as filters compare it: composed (NFC) and without case. ``fold("STRASSE") == fold("Straße")``."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def storable(text: str) -> bool:
    """Whether a database can hold ``text``: no NUL, no half of a surrogate pair."""
    return _UNSTORABLE.search(text) is None


def validate_storable(text: Any) -> None:
    """Refuse what no database can hold, before it becomes a server error."""
    if isinstance(text, str) and not storable(text):
        raise ValidationError("NUL characters and lone surrogates are not allowed.", code="characters")


class FoldedAttribute(DeferredAttribute):
    """Reads as the fold of its source, whatever was loaded: it cannot be stale, not even when saved raw or in bulk."""

    def __get__(self, instance: Any, cls: Any = None) -> Any:
        if instance is None:
            return self
        text = getattr(instance, self.field.source)  # type: ignore[attr-defined]
        return None if text is None else fold(str(text))

    def __set__(self, instance: Any, value: Any) -> None:
        instance.__dict__[self.field.attname] = value  # Django tells loaded columns from deferred ones by this entry


class FoldedColumn(Companion, models.TextField):
    """The hidden column ``<source>_folded``; in code point order on both databases, so that a prefix is a range."""

    is_folded = True
    descriptor_class = FoldedAttribute

    def __init__(self, source: str, **options: Any) -> None:
        options["default"] = None if options.get("null") else ""  # fills existing rows when the column is added
        super().__init__(source, **options)

    @property
    def is_short(self) -> bool:
        """Every value fits an index: PostgreSQL takes 2,700 bytes, and folding may lengthen."""
        longest = getattr(self.model._meta.get_field(self.source), "max_length", None)
        return longest is not None and longest <= 300

    def db_parameters(self, connection: Any) -> dict[str, str | None]:
        # Unlike db_collation this holds on one database only: SQLite compares bytes anyway.
        collation = "C" if connection.vendor == "postgresql" else None
        return {**super().db_parameters(connection), "collation": collation}


class _Folded(models.Field):
    default_validators = [validate_storable]

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:
        super().contribute_to_class(cls, name, private_only)
        add_companion(cls, name + SUFFIX, FoldedColumn(source=name, null=self.null))


class FoldedCharField(_Folded, models.CharField):
    """A CharField that filters find without regard to case; adds the column ``<name>_folded``."""


class FoldedTextField(_Folded, models.TextField):
    """A TextField that filters find without regard to case; adds the column ``<name>_folded``."""


class FoldedEmailField(_Folded, models.EmailField):
    """An EmailField with a folded companion."""
