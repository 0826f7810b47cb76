"""The queryset of tracked models: reads like any other, refuses every write that would pass history by."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class UnrecordedWrite(TypeError):
    """A write that would leave no history; save the objects one by one, or write the set through ``hub.store``."""


def _refuse(name: str) -> Any:
    def refused(self: Any, *args: Any, **kwargs: Any) -> NoReturn:
        raise UnrecordedWrite(
            f"{self.model.__name__}: {name} leaves no history. Use save() and delete(), or insert_many and update_many "
            "of hub.store."
        )

    refused.alters_data = True  # type: ignore[attr-defined]
    refused.queryset_only = name.startswith("_")  # type: ignore[attr-defined]
    refused.__name__ = name
    return refused


class GuardedQuerySet(models.QuerySet[Any]):
    """Refuses update, bulk_create and bulk_update (a related manager's set(), add(), remove() and clear() end here
    too); delete() goes through the recorded way, cascades included."""

    update = _refuse("update")
    bulk_create = _refuse("bulk_create")
    bulk_update = _refuse("bulk_update")
    # Private, but they are what fixtures, save_base() and fast deletes end in.
    _update = _refuse("_update")
    _insert = _refuse("_insert")
    _raw_delete = _refuse("_raw_delete")

    def delete(self) -> tuple[int, dict[str, int]]:
        """Delete every object with its dependants, each with its history; counts as Django gives them."""
        from hub import recording

        if self.query.is_sliced or self.query.distinct_fields or self._fields is not None:  # type: ignore[attr-defined]
            raise TypeError("Cannot delete from a sliced, distinct or values queryset.")
        return recording.delete(list(self.order_by("pk")))

    delete.alters_data = True  # type: ignore[attr-defined]
    delete.queryset_only = True  # type: ignore[attr-defined]


class GuardedManager(models.Manager.from_queryset(GuardedQuerySet)):  # type: ignore[misc]
    """The only manager of tracked models, for relations too (``Meta.base_manager_name``)."""
