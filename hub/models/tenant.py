"""The hard border: a plant, or a catalogue that all plants may read."""

from __future__ import annotations

from typing import Any

from django.db import models, transaction

from hub import store
from hub.fields.folded import FoldedCharField, FoldedTextField
from hub.models.resource import Resource

#: The tenant of the standard master data, far from where plants begin.
CATALOGUE_ID = 1_000_000


class Tenant(Resource):
    """A plant or company whose data no other sees; belongs to itself."""

    unique_everywhere = frozenset({"uuid", "name"})

    tenant = models.ForeignKey("self", on_delete=models.CASCADE, editable=False, related_name="+", db_index=False)
    name = FoldedCharField(max_length=128)
    description = FoldedTextField(blank=True, default="")
    public_catalogue = models.BooleanField(
        default=False, help_text="Everybody may read the master data of this tenant; only its own members change it."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["name_folded"],
                name="tenant_name_unique",
                violation_error_message="A tenant of this name exists already.",
            )
        ]
        indexes = [models.Index(fields=["id"], name="tenant_catalogues", condition=models.Q(public_catalogue=True))]

    def save(self, **options: Any) -> None:
        if self._state.adding:
            with transaction.atomic(savepoint=False):
                self.pk = self.pk or self._next_id()
                self.tenant_id = self.pk
                super().save(**options)
        else:
            super().save(**options)
        store.current().tenants_changed()
        transaction.on_commit(store.current().tenants_changed)  # others may have looked meanwhile

    @classmethod
    def _next_id(cls) -> int:
        """Plants count from 1 in order, whatever id the standard catalogue has; the id of a deleted one stays free."""
        used = cls.history.filter(id__lt=CATALOGUE_ID).aggregate(last=models.Max("id"))["last"]
        return int(used or 0) + 1
