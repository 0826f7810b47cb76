"""Finding the one resource that a path names: by id or UUID, and only if the caller may read it."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from hub import access, errors
from hub.hal.links import actions_mark
from hub.hal.plan import META as HEAD
from hub.hal.reader import Reader, Row, graded, statement
from hub.hal.reference import parse_key
from hub.registry import Entry


@dataclass(frozen=True, slots=True)
class Located:
    """Where a resource is, which version it has, and the level the caller holds on it; ``row`` is all of it where it
    was read with the statement of a reader."""

    id: int
    uuid: uuid.UUID
    version: int
    tenant_id: int
    updated_at: datetime | None
    level: int
    row: Row | None = None


def key_filter(entry: Entry, text: str) -> dict[str, Any]:
    """The look-up for an id or UUID in a path; 404 for anything else."""
    key = parse_key(text)
    if key is None:
        raise errors.NotFoundProblem()
    return {"uuid": key} if isinstance(key, uuid.UUID) else {"pk": key}


def key_parameter(entry: Entry, text: str) -> tuple[str, Any]:
    """Column and database value of a key, for hand-made statements."""
    name, value = next(iter(key_filter(entry, text).items()))
    field = entry.model._meta.pk if name == "pk" else entry.model._meta.get_field(name)
    return field.column, field.get_db_prep_value(value, connection)


def locate(
    entry: Entry, text: str, principal: access.Principal, level: int = access.READ, whole: Reader | None = None
) -> Located:
    """The resource that ``text`` names; 404 when it does not exist or may not be read, 403 below ``level``. With
    ``whole`` its row comes along, for that reader to render."""
    if not access.may_use(principal, entry):
        raise errors.NotFoundProblem()
    column, value = key_parameter(entry, text)
    parts = whole.statement if whole is not None else statement(entry, HEAD)
    found = graded(entry, principal, parts, f'"{column}" = %s', value)
    if not found:
        raise errors.NotFoundProblem()
    row, held = found[0]
    if level > access.READ:
        allow(entry, principal, held, level)
    key, identity, version, tenant_id, updated_at = row[: len(HEAD)]
    return Located(key, identity, version, tenant_id, updated_at, held, row if whole is not None else None)


def allow(entry: Entry, principal: access.Principal, held: int, level: int) -> None:
    """403 unless role and right reach as far as ``level``."""
    if level in (access.UPDATE, access.DELETE) and not access.may_change(principal, entry):
        raise errors.Forbidden(extra={"needs": entry.writer})
    if held < level:
        raise errors.Forbidden(extra={"needs": access.NAMES[level]})


def etag(located: Located, reader: Reader, shape: str = "") -> str:
    """``"42-3-hal-en-ud"``: id, version, media type, language and the actions offered."""
    mark = actions_mark(located.level, reader.may_write)
    media = shape if shape == "forms" else reader.media
    return f'"{located.id}-{located.version}-{media}-{reader.language}-{mark}"'


def if_match(header: str | None, located: Located) -> int | None:
    """The version that ``If-Match`` insists on; None without the header or with ``*``.

    Only id and version count, whatever media type or language the tag was made for. A tag of something else, or a weak
    one, matches nothing and becomes version 0.
    """
    if header is None or header.strip() == "*":
        return None
    for tag in header.split(","):
        parts = tag.strip().strip('"').split("-")
        if tag.strip().startswith('"') and parts[:2] == [str(located.id), str(located.version)]:
            return located.version
    return 0
