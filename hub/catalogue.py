"""The standard catalogue: master data that every tenant may read and none may change, with fixed ids.

Apps name their standard rows; they are written once after migrating and never overwritten.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.management.color import no_style
from django.db import connection, transaction

from hub import context
from hub.models.outbox import Outbox
from hub.models.tenant import CATALOGUE_ID, Tenant

CATALOGUE_NAME = "Standard catalogue"


def catalogue_tenant() -> Any:
    """The tenant of the standard rows, made when it is not there."""
    found = Tenant.objects.filter(pk=CATALOGUE_ID).first()
    if found is not None:
        return found
    tenant = Tenant(
        pk=CATALOGUE_ID,
        name=CATALOGUE_NAME,
        description="Statuses, types and units that every plant shares.",
        public_catalogue=True,
    )
    tenant.save(force_insert=True)
    return tenant


def ensure_rows(model: Any, rows: Iterable[tuple[int, dict[str, Any]]]) -> None:
    """Write the rows (id, values) that are missing; references may be given as ``<name>_id``."""
    wanted: Sequence[tuple[int, dict[str, Any]]] = list(rows)
    with context.system(), transaction.atomic():
        tenant = catalogue_tenant()
        present = set(model.objects.filter(pk__in=[key for key, _values in wanted]).values_list("pk", flat=True))
        missing = [(key, values) for key, values in wanted if key not in present]
        for key, values in missing:
            model(pk=key, tenant=tenant, **values).save(force_insert=True)
        if missing:
            ids_follow(model)
            # Nobody waits for news of what stands in every hub.
            Outbox.objects.filter(tenant_id=CATALOGUE_ID, sent_at__isnull=True).delete()


def ids_follow(model: Any) -> None:
    """After rows with ids of our choice: the database goes on counting behind them."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), [model]):
            cursor.execute(sql)
