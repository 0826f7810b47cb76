"""The base of everything the hub keeps: identity, tenant, version, times, translations, and saving that records itself.

A plain ``save()`` or ``delete()`` anywhere writes version, history and announcement in one transaction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, ClassVar

from django.core.checks import CheckMessage
from django.db import DEFAULT_DB_ALIAS, models
from django.db.backends.utils import names_digest
from django.db.models.signals import class_prepared

from hub.models.guard import GuardedManager
from hub.models.history import HubHistory
from hub.uuid7 import uuid7

_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


@cache
def _snake(name: str) -> str:
    return _WORD.sub("_", name).lower()


class Resource(models.Model):
    """A thing of one tenant with a version, whose every change is kept."""

    #: The resource's name in snake case, where it is not that of the class.
    resource_name: ClassVar[str] = ""
    #: Columns that history does not keep (secrets, and what changes without being a change).
    history_excluded: ClassVar[frozenset[str]] = frozenset()
    #: Fields unique in the whole hub and not within a tenant.
    unique_everywhere: ClassVar[frozenset[str]] = frozenset({"uuid"})
    #: Whether PostgreSQL shows the rows to their own tenant (and those of catalogues to all) only.
    row_policy: ClassVar[bool] = True
    #: Foreign keys that may point into another tenant.
    foreign_references: ClassVar[frozenset[str]] = frozenset()

    id = models.BigAutoField(primary_key=True)
    uuid = models.UUIDField(default=uuid7, unique=True, editable=False)
    tenant = models.ForeignKey("hub.Tenant", on_delete=models.PROTECT, editable=False, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(editable=False)
    updated_at = models.DateTimeField(editable=False)
    #: {language: {field: text}}
    translations = models.JSONField(default=dict, blank=True, editable=False)

    objects = GuardedManager()
    history = HubHistory(inherit=True)

    #: Values as they stand in the database, by attribute; what differs from them is written.
    _loaded: dict[str, Any] | None = None

    class Meta:
        abstract = True
        base_manager_name = "objects"

    def __str__(self) -> str:
        for name in ("name", "code", "tag", "number"):
            if getattr(self, name, None):
                return str(getattr(self, name))
        return f"{self.kind()} {self.pk}"

    def save(  # type: ignore[override]
        self,
        *,
        force_insert: bool = False,
        force_update: bool = False,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
    ) -> None:
        """Write what differs from the database as a new version, with its history; nothing when nothing differs.

        Raises ``hub.errors.Conflict`` ("stale") when somebody else changed the row since it was read.
        """
        from hub import recording

        if using not in (None, DEFAULT_DB_ALIAS):
            raise ValueError("There is one database.")
        recording.save(self, force_insert=force_insert, force_update=force_update, update_fields=update_fields)

    save.alters_data = True  # type: ignore[attr-defined]

    def delete(self, using: str | None = None, keep_parents: bool = False) -> tuple[int, dict[str, int]]:
        """Delete the row and its dependants, each with a last version in its history."""
        from hub import recording

        return recording.delete([self], guarded=True)

    delete.alters_data = True  # type: ignore[attr-defined]

    @classmethod
    def kind(cls) -> str:
        """The resource's name in the singular: ``asset_status``."""
        return cls.resource_name or _snake(cls.__name__)

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **options: Any) -> Any:
        from hub import recording

        instance: Any = None if options else recording.made(cls, field_names, values, db)
        if instance is None:
            instance = super().from_db(db, field_names, values, **options)
            instance._loaded = recording.snapshot(instance)
        return instance

    def refresh_from_db(self, using: str | None = None, fields: Any = None, from_queryset: Any = None) -> None:
        from hub import recording

        fields = None if fields is None else list(fields)
        super().refresh_from_db(using=using, fields=fields, from_queryset=from_queryset)
        if fields is None:
            self._loaded = recording.snapshot(self)
        else:
            fresh = recording.snapshot(self)
            names = {field.attname for field in self._meta.concrete_fields if {field.name, field.attname} & set(fields)}
            self._loaded = {**(self._loaded or {}), **{name: fresh[name] for name in names if name in fresh}}

    @classmethod
    def _field_names(cls) -> set[str]:
        return {name for field in cls._meta.concrete_fields for name in (field.name, field.attname)}

    @classmethod
    def check(cls, **kwargs: Any) -> list[CheckMessage]:
        from hub.models.soundness import check_model

        return [*super().check(**kwargs), *check_model(cls)]


def _index_by_tenant(sender: Any, **kwargs: Any) -> None:
    """Pages run in id order within a tenant, and short texts are found and ordered by; a model's own Meta must not lose
    the indexes for that."""
    if not issubclass(sender, Resource) or sender._meta.proxy:
        return
    model, label = sender._meta.model_name[:15], sender._meta.label_lower
    indexes = [models.Index(fields=["tenant", "id"], name=f"{model}_{names_digest(label, length=6)}_page")]
    led = [tuple(getattr(one, "fields", ()))[:2] for one in [*sender._meta.constraints, *sender._meta.indexes]]
    texts = [one for one in sender._meta.local_fields if getattr(one, "is_folded", False) and one.is_short]
    for text in texts:
        if ("tenant", text.name) not in led:
            name = f"{model}_{names_digest(label, text.name, length=6)}_text"
            indexes.append(models.Index(fields=["tenant", text.name, "id"], name=name))
    sender._meta.indexes = [*sender._meta.indexes, *indexes]
    sender._meta.original_attrs["indexes"] = sender._meta.indexes  # what migrations are made from


class_prepared.connect(_index_by_tenant)
