"""External events: what happened outside of the hub, told to those who listen to it."""

from __future__ import annotations

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.models.resource import Resource


class ExternalEvent(Resource):
    """Something that a program of the tenant makes known; it is not changed any more."""

    name = FoldedCharField(max_length=150)
    object_type = FoldedCharField(max_length=64, blank=True, default="")
    object_key = FoldedCharField(
        max_length=150, blank=True, default="", help_text="What it is about, as others call it."
    )
    occurred_at = models.DateTimeField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)
