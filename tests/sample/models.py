"""One model with a field of every kind, and one that it refers to."""

import uuid

from django.db import models
from django.utils import timezone

from hub.fields.folded import FoldedCharField, FoldedTextField
from hub.fields.partial_date import PartialDateField


class Named(models.Model):
    """What has a name; abstract, because companion columns must survive inheritance."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = FoldedCharField(max_length=100)

    class Meta:
        abstract = True


class Maker(Named):
    """Who makes items."""


class Item(Named):
    """A thing with a field of every kind."""

    class State(models.TextChoices):
        OPEN = "OPEN", "Open"
        IN_WORK = "IN_WORK", "In work"
        DONE = "DONE", "Done"

    tenant_id = models.BigIntegerField(default=1)
    maker = models.ForeignKey(Maker, models.PROTECT, null=True, related_name="items")
    note = FoldedTextField(null=True, blank=True)
    description = FoldedTextField(null=True, blank=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.OPEN)
    count = models.IntegerField(null=True, blank=True)
    weight = models.DecimalField(max_digits=12, decimal_places=3, null=True, blank=True)
    ratio = models.FloatField(null=True, blank=True)
    active = models.BooleanField(default=True)
    made_on = PartialDateField(null=True, blank=True)
    due_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    digest = models.CharField(max_length=64, default="", blank=True)


from tests.sample.tracked import Drawer, Note, Part, Result, Thing, ThingPart  # noqa: E402, F401
