"""What a refusal of the database means for the caller: a conflict, a bad value, wait, or too late."""

from __future__ import annotations

from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.db.models import ProtectedError, RestrictedError
from django.utils.translation import gettext_lazy as _

from hub import errors

TAKEN = _("This value exists already; it must be unique.")
BAD_VALUE = _("A value cannot be stored.")

#: PostgreSQL's SQLSTATE (whole or its class) and SQLite's error name -> what it comes to.
_MEANINGS = {
    "23505": "unique",
    "SQLITE_CONSTRAINT_UNIQUE": "unique",
    "SQLITE_CONSTRAINT_PRIMARYKEY": "unique",
    "23503": "in_use",
    "23001": "in_use",
    "SQLITE_CONSTRAINT_FOREIGNKEY": "in_use",
    "23514": "invalid",
    "SQLITE_CONSTRAINT_CHECK": "invalid",
    "22": "invalid",
    "SQLITE_TOOBIG": "invalid",
    "57014": "timeout",
    "SQLITE_INTERRUPT": "timeout",
    "55P03": "wait",
    "40001": "wait",
    "40P01": "wait",
    "25006": "wait",
    "08": "wait",
    "53": "wait",
    "57": "wait",
    "58": "wait",
    "SQLITE_BUSY": "wait",
    "SQLITE_BUSY_SNAPSHOT": "wait",
    "SQLITE_BUSY_RECOVERY": "wait",
    "SQLITE_LOCKED": "wait",
    "SQLITE_LOCKED_SHAREDCACHE": "wait",
    "SQLITE_FULL": "wait",
    "SQLITE_READONLY": "wait",
    "SQLITE_CANTOPEN": "wait",
}


def problem_of(exc: Exception) -> errors.Problem | None:
    """The problem for a database error, or None when it is a mistake of ours (500)."""
    if isinstance(exc, (ProtectedError, RestrictedError)):
        return errors.InUse()
    meaning = meaning_of(exc)
    if meaning == "unique":
        return errors.ValidationProblem([errors.field_error("#", "unique", TAKEN)])
    if meaning == "in_use":
        return errors.InUse()
    if meaning == "invalid":
        return errors.ValidationProblem([errors.field_error("#", "invalid", BAD_VALUE)])
    if meaning == "timeout":
        return errors.GatewayTimeout()
    if meaning == "wait":
        return errors.Unavailable(retry_after=1)
    return None


def meaning_of(exc: Exception) -> str | None:
    """``unique``, ``in_use``, ``invalid``, ``timeout``, ``wait`` or None (unknown)."""
    if not isinstance(exc, (IntegrityError, DataError, OperationalError, InterfaceError)):
        return None
    cause = exc.__cause__
    name = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    if name is None:
        # psycopg knows no state for a connection that broke or could not be had; the pool none for its time-out.
        broken = type(cause).__module__.startswith("psycopg") and isinstance(exc, (OperationalError, InterfaceError))
        return "wait" if broken else None
    return _MEANINGS.get(name) or _MEANINGS.get(name[:2])
