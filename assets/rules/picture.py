"""What may happen to pictures."""

from __future__ import annotations

from django.utils.translation import gettext as _

from assets.models.picture import HOLDERS, Picture
from hub import errors
from hub.files.rules import file_check


def picture_create(picture: Picture) -> None:
    """A picture is of exactly one thing, and a file or a link."""
    given = [name for name in HOLDERS if getattr(picture, name) is not None]
    if len(given) != 1:
        detail = _("Name the one thing that it is a picture of.")
        places = given[1:] or HOLDERS[:1]
        code = "conflict" if given else "required"
        raise errors.ValidationProblem([errors.field_error(name, code, detail) for name in places])
    file_check(picture, "image")


def picture_change(picture: Picture, changed: set[str]) -> None:
    """As it was made, it stays."""
    picture_create(picture)
