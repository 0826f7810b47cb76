"""The models of specification sets: one for each kind of thing that has specifications, and the terms to find by.

A set is one row with a JSON map, so that it has one version; terms are kept beside it and never read but by filters.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.conf import settings
from django.db import models, transaction

from hub.fields.folded import FoldedCharField, FoldedTextField
from hub.models import Resource

from .asset import Asset
from .event import Event
from .instrumentation import Instrumentation
from .node import Node
from .product import Product
from .system import System

#: The unit that says: the value is a list of pairs; nobody finds it by value.
VECTOR = "vector"
#: So much of a value stands in an index; longer ones are looked at whole.
SHORT = 250


class SpecificationTerm(models.Model):
    """A key and its value as filters find them."""

    id = models.BigAutoField(primary_key=True)
    tenant_id = models.BigIntegerField()
    key = FoldedCharField(max_length=128)
    value = FoldedCharField(max_length=SHORT, null=True)
    long_value = FoldedTextField(null=True)
    #: Whether people are shown it.
    visible = models.BooleanField(default=False)

    class Meta:
        abstract = True
        indexes = [
            models.Index(fields=["tenant_id", "key_folded", "value_folded"], name="%(class)s_key"),
            models.Index(fields=["tenant_id", "value_folded"], name="%(class)s_value"),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.value}"


class SpecificationSet(Resource):
    """The user's own keys of one thing: ``{key: {"value", "unit", "source_timestamp", "updated_at", …}}``."""

    #: The model of the terms.
    terms: ClassVar[Any] = None

    specifications = models.JSONField(default=dict, blank=True)

    class Meta(Resource.Meta):
        abstract = True

    @classmethod
    def owner(cls) -> Any:
        """The model of what the set hangs on."""
        constraint: Any = cls._meta.constraints[0]
        return cls._meta.get_field(constraint.fields[-1]).related_model

    def __str__(self) -> str:
        return f"{self.kind().replace('_', ' ')} of {self.pk}"

    def save(self, **options: Any) -> None:
        before = self.version if not self._state.adding else None
        with transaction.atomic(savepoint=False):
            super().save(**options)
            if self.version != before:
                self._keep_terms()

    def _keep_terms(self) -> None:
        """Bring the terms in line with the map."""
        wanted = {key: _found_by(entry) for key, entry in (self.specifications or {}).items()}
        rows = self.terms.objects.filter(set_id=self.pk)
        gone = []
        for pk, key, *told in rows.values_list("pk", "key", *COLUMNS):
            if wanted.get(key) == tuple(told):
                del wanted[key]
            else:
                gone.append(pk)
        self.terms.objects.filter(pk__in=gone).delete()
        self.terms.objects.bulk_create(
            self.terms(set_id=self.pk, tenant_id=self.tenant_id, key=key, **dict(zip(COLUMNS, told, strict=True)))
            for key, told in wanted.items()
        )


COLUMNS = ("value", "long_value", "visible")


def _found_by(entry: dict[str, Any]) -> tuple[str | None, str | None, bool]:
    value, visible = entry.get("value"), entry.get("ui_visible") is True
    if not isinstance(value, str) or entry.get("unit") == VECTOR:
        return None, None, visible
    return value[:SHORT], value if len(value) > SHORT else None, visible


class AssetSpecificationSet(SpecificationSet):
    """The specifications of an asset."""

    resource_name = "asset_specifications"

    asset = models.ForeignKey(Asset, models.CASCADE, related_name="specification_sets", editable=False)

    class Meta(SpecificationSet.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "asset"], name="asset_specifications_once")]


class AssetTerm(SpecificationTerm):
    """What assets are found by."""

    set = models.ForeignKey(AssetSpecificationSet, models.CASCADE, related_name="+")


class ProductSpecificationSet(SpecificationSet):
    """The specifications of a product."""

    resource_name = "product_specifications"

    product = models.ForeignKey(Product, models.CASCADE, related_name="specification_sets", editable=False)

    class Meta(SpecificationSet.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "product"], name="product_specifications_once")]


class ProductTerm(SpecificationTerm):
    """What products are found by."""

    set = models.ForeignKey(ProductSpecificationSet, models.CASCADE, related_name="+")


class NodeSpecificationSet(SpecificationSet):
    """The specifications of a node."""

    resource_name = "node_specifications"

    node = models.ForeignKey(Node, models.CASCADE, related_name="specification_sets", editable=False)

    class Meta(SpecificationSet.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "node"], name="node_specifications_once")]


class NodeTerm(SpecificationTerm):
    """What nodes are found by."""

    set = models.ForeignKey(NodeSpecificationSet, models.CASCADE, related_name="+")


class InstrumentationSpecificationSet(SpecificationSet):
    """The specifications of an instrumentation."""

    resource_name = "instrumentation_specifications"

    instrumentation = models.ForeignKey(
        Instrumentation, models.CASCADE, related_name="specification_sets", editable=False
    )

    class Meta(SpecificationSet.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "instrumentation"], name="instrumentation_specifications_once")
        ]


class InstrumentationTerm(SpecificationTerm):
    """What instrumentations are found by."""

    set = models.ForeignKey(InstrumentationSpecificationSet, models.CASCADE, related_name="+")


class EventSpecificationSet(SpecificationSet):
    """The specifications of an event."""

    resource_name = "event_specifications"

    event = models.ForeignKey(Event, models.CASCADE, related_name="specification_sets", editable=False)

    class Meta(SpecificationSet.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "event"], name="event_specifications_once")]


class EventTerm(SpecificationTerm):
    """What events are found by."""

    set = models.ForeignKey(EventSpecificationSet, models.CASCADE, related_name="+")


class SystemSpecificationSet(SpecificationSet):
    """The specifications of a system."""

    resource_name = "system_specifications"

    system = models.ForeignKey(System, models.CASCADE, related_name="specification_sets", editable=False)

    class Meta(SpecificationSet.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "system"], name="system_specifications_once")]


class SystemTerm(SpecificationTerm):
    """What systems are found by."""

    set = models.ForeignKey(SystemSpecificationSet, models.CASCADE, related_name="+")


class UserSpecificationSet(SpecificationSet):
    """The specifications of a user."""

    resource_name = "user_specifications"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="specification_sets", editable=False
    )

    class Meta(SpecificationSet.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "user"], name="user_specifications_once")]


class UserTerm(SpecificationTerm):
    """What users are found by."""

    set = models.ForeignKey(UserSpecificationSet, models.CASCADE, related_name="+")


SETS: tuple[tuple[type[SpecificationSet], type[SpecificationTerm]], ...] = (
    (AssetSpecificationSet, AssetTerm),
    (ProductSpecificationSet, ProductTerm),
    (NodeSpecificationSet, NodeTerm),
    (InstrumentationSpecificationSet, InstrumentationTerm),
    (EventSpecificationSet, EventTerm),
    (SystemSpecificationSet, SystemTerm),
    (UserSpecificationSet, UserTerm),
)
for _set, _term in SETS:
    _set.terms = _term
