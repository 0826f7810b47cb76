"""What holds for every resource with a file, whichever door it comes through."""

from __future__ import annotations

from django.utils.translation import gettext as _

from hub import errors
from hub.files.model import Kind, StoredFile


def file_check(row: StoredFile, part: str) -> None:
    """It is a file or a link, whole and not both."""
    if row.type == Kind.LINK and not row.href:
        detail = _("A link needs its href; a file takes its place.")
        raise errors.ValidationProblem([errors.field_error("href", "required", detail)])
    if row.type == Kind.FILE and (not row.file_key or row.href):
        detail = _("Give a file (in a form) or a href.")
        raise errors.ValidationProblem([errors.field_error(part, "required", detail)])
