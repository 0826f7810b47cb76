"""What may happen to the scheduled dates of a production order: its own and those of its operations, all or none."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hub import access, errors, registry, writing
from hub.batch import Element
from hub.guarding import lock, require
from hub.sub_batch import SubBatch
from operations.models import Operation, ProductionOrder

from .periods import check
from .scheduled_dates import PERIODS

FOREIGN = _("This is no operation of the order.")
OWN = ("scheduled_start_date", "scheduled_end_date")
DATES = tuple(name for pair in PERIODS for name in pair)


def order_dates_replace(
    key: int,
    values: dict[str, Any],
    elements: Sequence[Element],
    *,
    wrong: Sequence[errors.Error] = (),
    expected: Sequence[str] | None = None,
) -> None:
    """Write ``values`` to the order, each element to what hangs on its operation; ``wrong`` is what was found before.
    412 when the dates have none of the versions ``expected``."""
    entry, sub = registry.get("production_order"), registry.find_sub("scheduled_dates")
    assert sub is not None
    with transaction.atomic():
        order = lock(entry, key)
        require(entry, order, access.UPDATE)
        batch = SubBatch(sub, [element for element in elements if not element.errors])
        batch.check()
        found = [*wrong, *_disordered(values), *(error for element in elements for error in element.errors)]
        if found:
            raise errors.ValidationProblem(found, bulk=True)
        if expected is not None and version_of(key) not in expected:
            raise errors.PreconditionFailed()
        writing.change(entry, key, values, locked=order)
        batch.write()


def version_of(key: int) -> str:
    """What changes whenever the order, the dates of one of its operations or the set of them changes."""
    own = ProductionOrder.objects.values_list("version").get(pk=key)
    rows = Operation.objects.filter(production_order_id=key).order_by("pk")
    found = [own, *rows.values_list("pk", "scheduled_dates__version")]
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]


def _disordered(values: dict[str, Any]) -> list[errors.Error]:
    try:
        check(SimpleNamespace(**{name: values.get(name) for name in OWN}), OWN)
    except errors.ValidationProblem as problem:
        return problem.errors
    return []
