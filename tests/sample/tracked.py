"""Tracked models for tests of saving, history and store: a thing that refers to its own kind and to parts."""

from django.db import models

from hub.fields.folded import FoldedCharField
from hub.fields.partial_date import PartialDateField
from hub.models import Resource


class Part(Resource):
    """What things are made of."""

    name = FoldedCharField(max_length=60)


class Thing(Resource):
    """A tracked thing with columns of many types."""

    history_excluded = frozenset({"secret", "last_used_at"})

    name = FoldedCharField(max_length=60)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="children")
    part = models.ForeignKey(Part, models.PROTECT, null=True, blank=True, related_name="things")
    parts = models.ManyToManyField(Part, through="sample.ThingPart", related_name="+")
    count = models.IntegerField(null=True, blank=True)
    weight = models.DecimalField(max_digits=9, decimal_places=3, null=True, blank=True)
    active = models.BooleanField(default=True)
    made_on = PartialDateField(null=True, blank=True)
    seen_at = models.DateTimeField(null=True, blank=True)
    data = models.JSONField(default=dict, blank=True)
    secret = models.CharField(max_length=60, default="", blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "name_folded"], name="sample_thing_name")]


class ThingPart(Resource):
    """Which parts a thing has: a link table with a history of its own."""

    thing = models.ForeignKey(Thing, models.CASCADE, related_name="links")
    part = models.ForeignKey(Part, models.PROTECT, related_name="links")


class Drawer(models.Model):
    """An untracked table whose rows take tracked ones with them."""

    label = models.CharField(max_length=60)


class Note(Resource):
    """A tracked thing that goes with its untracked drawer."""

    drawer = models.ForeignKey(Drawer, models.CASCADE, related_name="notes")
    text = models.CharField(max_length=200)


class Result(Resource):
    """One thing that hangs on a thing."""

    thing = models.ForeignKey(Thing, models.CASCADE, related_name="results", editable=False)
    part = models.ForeignKey(Part, models.PROTECT, related_name="results")
    start = models.DateTimeField()
    amount = models.IntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tenant", "thing"], name="sample_result_once")]
