"""History tables: a copy of every tracked column per version, with who changed it as plain values.

django-simple-history makes and reads the tables; ``hub.recording`` fills them. The readers are in ``hub.past``.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.utils import names_digest
from simple_history.models import HistoricalRecords

CREATED, CHANGED, DELETED = "+", "~", "-"
EVENTS = {CREATED: "create", CHANGED: "update", DELETED: "delete"}

#: Columns that say who, beside the copy; plain values, so that erasing a user needs no change here.
WHO = (
    "history_user_id",
    "history_user_name",
    "history_client_id",
    "history_client_name",
    "history_api_key_id",
    "history_api_key_name",
    "history_request_id",
)


class Who(models.Model):
    """Who made the change, in columns of each history table; the user's id is simple-history's own column."""

    history_user_name = models.CharField(max_length=255, null=True, editable=False)
    history_client_id = models.BigIntegerField(null=True, editable=False)
    history_client_name = models.CharField(max_length=255, null=True, editable=False)
    history_api_key_id = models.BigIntegerField(null=True, editable=False)
    history_api_key_name = models.CharField(max_length=255, null=True, editable=False)
    history_request_id = models.CharField(max_length=128, default="", editable=False)

    class Meta:
        abstract = True

    @property
    def event(self) -> str:
        """create, update or delete."""
        return EVENTS[self.history_type]  # type: ignore[attr-defined]


class HubHistory(HistoricalRecords):
    """A history table per concrete model, filled by ``hub.recording`` and not by signals."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("bases", (Who,))
        options.setdefault("history_id_field", models.BigAutoField())
        options.setdefault("history_user_id_field", models.BigIntegerField(null=True))
        super().__init__(**options)

    def finalize(self, sender: Any, **kwargs: Any) -> None:
        super().finalize(sender, **kwargs)
        # Recording is not a matter of signals. That of deletion stays: it catches cascades from untracked tables, and
        # a model with listeners is never deleted unseen.
        models.signals.post_save.disconnect(self.post_save, sender=sender)
        models.signals.post_delete.disconnect(self.post_delete, sender=sender)

    def pre_delete(self, instance: Any, **kwargs: Any) -> None:
        from hub import recording

        recording.about_to_delete(instance)

    def untracked(self, model: Any) -> list[str]:
        """Names of the columns that history does not keep: folded text, and what the model excludes."""
        excluded: frozenset[str] = getattr(model, "history_excluded", frozenset())
        return [
            field.name for field in model._meta.fields if field.name in excluded or getattr(field, "is_folded", False)
        ]

    def fields_included(self, model: Any) -> list[Any]:
        untracked = set(self.untracked(model))
        return [field for field in model._meta.fields if field.name not in untracked]

    def create_history_model(self, model: Any, inherited: bool) -> Any:
        self.excluded_fields = self.untracked(model)
        return super().create_history_model(model, inherited)

    def copy_fields(self, model: Any) -> dict[str, Any]:
        fields: dict[str, Any] = super().copy_fields(model)
        for field in fields.values():
            field.db_index = False  # one index serves all questions; every further one is paid by each write
        return fields

    def get_extra_fields(self, model: Any, fields: dict[str, Any]) -> dict[str, Any]:
        def get_instance(row: Any) -> Any:
            instance = model(**{field.attname: getattr(row, field.attname) for field in fields.values()})
            instance._history = row
            return instance

        extra: dict[str, Any] = super().get_extra_fields(model, fields)
        extra["history_date"] = models.DateTimeField()
        extra["instance"] = property(get_instance)
        return extra

    def get_meta_options(self, model: Any) -> dict[str, Any]:
        options: dict[str, Any] = super().get_meta_options(model)
        label = model._meta.label_lower
        name = f"{model._meta.model_name[:15]}_{names_digest(label, length=6)}"
        options["ordering"] = ("-version", "-history_id")
        options["get_latest_by"] = ("version", "history_id")
        options["constraints"] = [models.UniqueConstraint(fields=["id", "version"], name=f"{name}_version")]
        # A deleted object is found by its uuid here and nowhere else.
        options["indexes"] = [
            models.Index(fields=["uuid"], name=f"{name}_gone", condition=models.Q(history_type=DELETED))
        ]
        return options
