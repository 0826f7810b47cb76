"""What may happen to events, and to what they happened to."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from assets.models import Asset, Event, EventAssetLink, EventInstrumentationLink, Instrumentation
from hub import errors

NOTHING_HAPPENED_TO = _("An event needs at least one asset or instrumentation.")
KEPT_BY_TYPE = _("Events of this type cannot be deleted.")


def event_written(event: Any, what: str) -> None:
    """An event always has happened to something; one of a type that is kept is not deleted."""
    if what == "delete":
        if not event.type.deletable:
            raise errors.Conflict("conflict", KEPT_BY_TYPE)
        return
    if what == "unlink":
        _locked([event.pk])
    concerned = (EventAssetLink, EventInstrumentationLink)
    if not any(model.objects.filter(event=event).exists() for model in concerned):
        raise errors.ValidationProblem([errors.field_error("assets", "required", NOTHING_HAPPENED_TO)])


def asset_delete(asset: Asset) -> None:
    """What is all that an event happened to stays."""
    _not_the_last(EventAssetLink.objects.filter(asset=asset), EventInstrumentationLink)


def instrumentation_delete(instrumentation: Instrumentation) -> None:
    """What is all that an event happened to stays."""
    _not_the_last(EventInstrumentationLink.objects.filter(instrumentation=instrumentation), EventAssetLink)


def _not_the_last(links: Any, other: Any) -> None:
    """Each event of ``links`` has another one, of the same sort or of the ``other``."""
    of_this = list(links.values_list("pk", "event_id"))
    if not of_this:
        return
    _locked([event for _pk, event in of_this])
    same = links.model.objects.filter(event=OuterRef("pk")).exclude(pk__in=[pk for pk, _event in of_this])
    events = Event.objects.filter(pk__in=[event for _pk, event in of_this])
    if events.exclude(Exists(same)).exclude(Exists(other.objects.filter(event=OuterRef("pk")))).exists():
        raise errors.InUse(NOTHING_HAPPENED_TO)


def _locked(events: list[int]) -> None:
    """Two who each take away one of the last two wait for each other."""
    list(Event.objects.select_for_update().filter(pk__in=events).order_by("pk").values_list("pk"))
