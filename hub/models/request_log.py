"""The request log: who asked for what, and how it ended. Rows are only ever added, and purged after their retention."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NoReturn

from django.db import models

from hub.fields.folded import FoldedCharField


class WrittenOnce(TypeError):
    """The request log cannot be changed; old rows go by ``purge_request_log``."""


class RequestLogQuerySet(models.QuerySet["RequestLog"]):
    """Reads, and adds in batches; nothing else."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("The request log cannot be changed.")

    update = bulk_update = delete = _update = _refuse  # type: ignore[assignment]


class RequestLog(models.Model):
    """One request. Ids and names are plain values: the row outlives what it names."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField(help_text="When the request came.")
    tenant_id = models.BigIntegerField(null=True)
    user_id = models.BigIntegerField(null=True)
    user_name = models.CharField(max_length=255, null=True)
    client_id = models.BigIntegerField(null=True)
    client_name = models.CharField(max_length=255, null=True)
    api_key_id = models.BigIntegerField(null=True)
    api_key_name = models.CharField(max_length=255, null=True)
    credential = FoldedCharField(max_length=20, null=True)
    method = FoldedCharField(max_length=20)
    path = FoldedCharField(max_length=500, help_text="Without the query.")
    status = models.PositiveSmallIntegerField()
    problem = FoldedCharField(max_length=40, null=True, help_text="Which problem a refusal was.")
    duration_ms = models.FloatField()
    request_id = FoldedCharField(max_length=128)
    address = FoldedCharField(max_length=45, help_text="Where the request came from.")

    objects = RequestLogQuerySet.as_manager()
    #: Written with every request and searched by few: texts with stars are found by scanning what the tenant has.
    text_index = False

    class Meta:
        default_permissions = ("view",)
        ordering = ("-id",)
        verbose_name = "request"
        verbose_name_plural = "request log"
        indexes = (
            models.Index(fields=("tenant_id", "-id"), name="request_log_tenant"),
            models.Index(fields=("at",), name="request_log_at"),
            models.Index(fields=("tenant_id", "at"), name="request_log_tenant_at"),
            models.Index(fields=("tenant_id", "request_id_folded"), name="request_log_request"),
        )

    def __str__(self) -> str:
        return f"{self.method} {self.path} {self.status}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise WrittenOnce("The request log cannot be changed.")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise WrittenOnce("The request log cannot be changed.")

    @classmethod
    def kind(cls) -> str:
        """The resource's name."""
        return "request_log"

    @classmethod
    def purge(cls, before: datetime) -> int:
        """Remove the rows older than ``before``; returns how many."""
        queryset: models.QuerySet[RequestLog] = models.QuerySet(cls).filter(at__lt=before)
        return queryset._raw_delete(queryset.db)  # type: ignore[attr-defined,no-any-return]
