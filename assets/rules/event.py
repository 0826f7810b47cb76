"""What may happen to events."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from assets.models import EventAssetLink, EventInstrumentationLink
from hub import errors

NOTHING_HAPPENED_TO = _("An event needs at least one asset or instrumentation.")
KEPT_BY_TYPE = _("Events of this type cannot be deleted.")


def event_written(event: Any, what: str) -> None:
    """An event always has happened to something; one of a type that is kept is not deleted."""
    if what == "delete":
        if not event.type.deletable:
            raise errors.Conflict("conflict", KEPT_BY_TYPE)
        return
    concerned = (EventAssetLink, EventInstrumentationLink)
    if not any(model.objects.filter(event=event).exists() for model in concerned):
        raise errors.ValidationProblem([errors.field_error("assets", "required", NOTHING_HAPPENED_TO)])
