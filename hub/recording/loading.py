"""Rows as instances of their model, made at once: what Django's own making of them comes to where nobody listens in.

For the many rows of one request; each has its snapshot, so that saving it records what differs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.base import ModelState
from django.db.models.fields.related_descriptors import ForeignKeyDeferredAttribute
from django.db.models.query_utils import DeferredAttribute
from django.db.models.signals import post_init, pre_init

from hub import store
from hub.fields.folded import FoldedAttribute
from hub.recording.plan import plan_of, snapshot

_PLAIN = (DeferredAttribute, ForeignKeyDeferredAttribute, FoldedAttribute)


def made(model: Any, names: Sequence[str], values: Sequence[Any], db: str) -> Any:
    """The instance of ``model`` whose attributes ``names`` have these ``values``, as it stands in the database; None
    where making one takes more than that (see ``is_plain``)."""
    return _make(model, names, values, db) if _may_make(model) else None


def _may_make(model: Any) -> bool:
    return is_plain(model) and not pre_init.has_listeners(model) and not post_init.has_listeners(model)


def _make(model: Any, names: Sequence[str], values: Sequence[Any], db: str) -> Any:
    instance = model.__new__(model)
    attributes = instance.__dict__
    state = attributes["_state"] = ModelState()
    state.adding, state.db = False, db
    attributes.update(zip(names, values, strict=True))
    attributes["_loaded"] = snapshot(instance)
    return instance


@cache
def is_plain(model: Any) -> bool:
    """Whether each column of ``model`` is kept as it is, without a descriptor that makes something of it, and nobody
    has written a way of his own to make instances."""
    return model.__init__ is models.Model.__init__ and all(
        type(getattr(model, field.attname)) in _PLAIN for field in model._meta.concrete_fields
    )


def by_ids(model: Any, ids: Sequence[int], *, but: frozenset[str] = frozenset()) -> dict[int, Any]:
    """The rows of ``model`` among ``ids``, whatever their number by one statement; by id. Columns of the fields ``but``
    are read when somebody asks for them."""
    if not ids:
        return {}
    if not _may_make(model):
        return {row.pk: row for row in model.objects.filter(pk__one_of=list(ids))}
    names, columns, decoders = _columns(model, but)
    source, parameter = store.current().id_rows(list(ids))
    sql = f'SELECT {columns} FROM {source} JOIN "{plan_of(model).table}" "t" ON "t"."id" = "ids"."id"'
    found = {}
    for row in store.current().fetch(sql, [parameter]):
        values: Any = row
        if decoders:
            values = list(row)
            for place, decode in decoders:
                if values[place] is not None:
                    values[place] = decode(values[place])
        instance = _make(model, names, values, DEFAULT_DB_ALIAS)
        found[instance.id] = instance
    return found


@cache
def _columns(model: Any, but: frozenset[str]) -> tuple[tuple[str, ...], str, tuple[tuple[int, Any], ...]]:
    """Attributes, their columns as SQL, and what decodes some of them."""
    fields = [field for field in model._meta.concrete_fields if field.name not in but]
    decoders = [(place, store.current().decoder(field)) for place, field in enumerate(fields)]
    columns = ", ".join(f'"t"."{field.column}"' for field in fields)
    kept = tuple((place, decode) for place, decode in decoders if decode is not None)
    return tuple(field.attname for field in fields), columns, kept
