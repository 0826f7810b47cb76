"""The lookup ``one_of``: a column among up to thousands of values, in one parameter on every database.

``__in`` makes one parameter for each value, which SQLite limits and PostgreSQL plans anew for every length.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import models
from django.db.models.lookups import Lookup

FEW = 100
_INTEGERS = ("smallint", "integer", "bigint", "serial")


class OneOf(Lookup):
    """``queryset.filter(id__one_of=[1, 2])``; works on any column, foreign keys included."""

    lookup_name = "one_of"
    prepare_rhs = False

    def _values(self, connection: Any) -> tuple[Any, list[Any]]:
        field = self.lhs.output_field
        while getattr(field, "remote_field", None):
            field = field.target_field
        if isinstance(field, models.CharField) and all(type(value) is str for value in self.rhs):
            values = list(self.rhs)  # as they are
        else:
            values = [field.get_db_prep_value(value, connection, prepared=False) for value in self.rhs]
        if not values:
            raise EmptyResultSet
        return field, values

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        _field, values = self._values(connection)
        sql, parameters = self.process_lhs(compiler, connection)
        return f"{sql} IN (SELECT value FROM json_each(%s))", [*parameters, json.dumps(values, default=str)]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        field, values = self._values(connection)
        sql, parameters = self.process_lhs(compiler, connection)
        element = _element(field, connection)
        if element == "bigint":
            values = [int(value) for value in values]  # Django marks them with the column's width
        array = f"%s::{element}[]"
        # Beyond some hundred values PostgreSQL scans for ANY, but goes by index for a set.
        among = f"= ANY ({array})" if len(values) <= FEW else f"IN (SELECT unnest({array}))"
        return f"{sql} {among}", [*parameters, values]


def _element(field: Any, connection: Any) -> str:
    kind = str(field.db_type(connection))
    if kind.startswith(_INTEGERS):
        return "bigint"  # wide enough for what no column of this kind can hold
    return "text" if kind.startswith("varchar") else kind


models.Field.register_lookup(OneOf)
models.ForeignObject.register_lookup(OneOf)  # relations do not inherit the lookups of columns
