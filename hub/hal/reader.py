"""Reads representations of one resource kind for one caller: pages, sets of ids, single resources.

The statement is made once per kind and media type; rows come as tuples from the store's read cursor and go through
the compiled function. What the caller may not read never leaves the database.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from hub import access, store
from hub.hal.compiler import Items, compiled
from hub.hal.plan import HAL, PLAIN, model_fields
from hub.language import DEFAULT_LANGUAGE
from hub.models import totals
from hub.registry import Entry, Sub, subs

Row = tuple[Any, ...]
ID, UUID, VERSION, TENANT, UPDATED = range(5)


@dataclass(frozen=True, slots=True)
class Statement:
    """One compiled SELECT without its WHERE, and how to read its rows."""

    select: str
    source: str
    table: str
    width: int
    decode: Callable[[Row], Row] | None


@cache
def statement(entry: Entry, columns: tuple[str, ...]) -> Statement:
    """The SELECT of ``columns`` (ORM paths) with the joins they need."""
    queryset = entry.model._base_manager.order_by().values_list(*columns)
    sql, parameters = queryset.query.sql_with_params()
    assert not parameters
    select, _, source = sql.partition(" FROM ")
    decoders = [store.current().decoder(field) for field in model_fields(entry, columns)]
    decode = _row_decoder(decoders) if any(decoders) else None
    return Statement(select, source, f'"{entry.model._meta.db_table}"', len(columns), decode)


def _row_decoder(decoders: Sequence[Callable[[Any], Any] | None]) -> Callable[[Row], Row]:
    places = [(place, decoder) for place, decoder in enumerate(decoders) if decoder is not None]

    def decode(row: Row) -> Row:
        values = list(row)
        for place, decoder in places:
            if values[place] is not None:
                values[place] = decoder(values[place])
        return tuple(values)

    return decode


class Reader:
    """Representations of ``entry`` as ``principal`` sees them, in one media type and language."""

    def __init__(self, entry: Entry, principal: access.Principal, *, media: str, language: str) -> None:
        self.entry, self.principal, self.media, self.language = entry, principal, media, language
        self.columns, self._items = self._compiled()
        self.statement = statement(entry, self.columns)
        self.may_write = access.may_change(principal, entry)
        self.provider = access.provider()
        self._targets: dict[str, list[tuple[str, str]]] | None = None

    def _compiled(self, *, written: bool = False) -> tuple[tuple[str, ...], Items]:
        return compiled(self.entry, self.media, self.language, self.language != DEFAULT_LANGUAGE, written=written)

    @property
    def reach(self) -> access.Reach:
        return self.provider.reach(self.principal, self.entry.right_kind)

    @property
    def targets(self) -> dict[str, list[tuple[str, str]]] | None:
        """The legal targets of each state in the caller's tenant."""
        states = self.entry.states
        if states is not None and self._targets is None:
            self._targets = states.table(self.principal.tenant_id)
        return self._targets

    def render_all(self, rows: Iterable[tuple[Row, int]], *, written: bool = False) -> list[dict[str, Any]]:
        """The representations of rows, each with the level that the caller holds on it. With ``written`` they are good
        for nothing but being sent."""
        rows = list(rows)
        if written and self.media == HAL and _is_settled(self.entry):
            return self._compiled(written=True)[1](rows, self.may_write, self.targets)
        items = self._items(rows, self.may_write, self.targets)
        if self.entry.decorate is not None:
            self.entry.decorate(self.principal, [row for row, _level in rows], items)
        if self.media != PLAIN and rows:
            _unlink_absent(self.entry, [row[ID] for row, _level in rows], items)
        return items

    # -- rows -------------------------------------------------------------------------------------------------------

    def by_ids(self, ids: Sequence[int], *, ordered: bool = True) -> list[tuple[Row, int]]:
        """The readable ones among ``ids`` with the level held on each, in the order given."""
        if not ids:
            return []
        which, parameter = store.current().id_list(list(ids))
        rows = graded(self.entry, self.principal, self.statement, f'"id" {which}', parameter)
        found = {row[ID]: (row, level) for row, level in rows}
        return [found[key] for key in ids if key in found] if ordered else list(found.values())

    def blanks(self, ids: Sequence[int]) -> list[tuple[Row, int]]:
        """Rows of a sub-resource for ``ids`` that have none, though there always is one: made of defaults."""
        sub = self.entry
        assert isinstance(sub, Sub)
        owners = sub.holder.model.objects.filter(pk__in=list(ids))
        made = [sub.model(pk=owner.pk, tenant_id=owner.tenant_id, version=0, **{sub.key: owner}) for owner in owners]
        rows = [tuple(_walk(instance, path) for path in self.columns) for instance in made]
        levels = self._levels(rows)
        return [(row, levels[row[ID]]) for row in rows if levels.get(row[ID], 0) >= access.READ]

    def page(
        self, *, limit: int, offset: int, after: int | None, descending: bool = False
    ) -> tuple[list[tuple[Row, int]], int]:
        """One page in id order without filters, and the total: one statement where rights and totals allow it."""
        reach, parts, kind = self.reach, self.statement, self.entry.name
        own = self.principal.tenant_id
        source, parameters = self._page_source(reach, limit, offset, after, descending)
        level: str = '"page"."level"'
        more: list[Any] = []
        if access.READ <= reach.everywhere < access.PERMIT:
            level, more = self.provider.level_column(reach, own, kind, f'{parts.table}."id"') or ("-1", [])
        total, last = self._total_column(reach) or ("NULL", [])
        direction = " DESC" if descending else ""
        sql = (
            f'WITH "page"("id", "level") AS ({source}) {parts.select}, {level}, {total} FROM {parts.source} '
            f'INNER JOIN "page" ON "page"."id" = {parts.table}."id" ORDER BY "page"."id"{direction}'
        )
        lines = store.current().fetch(sql, [*parameters, *more, *last], prepare=offset == 0)
        # An empty first page says that there is nothing; asking once more could find what was made meanwhile.
        counted = lines[0][-1] if lines else None if offset or after is not None else 0
        rows = _leveled(self.entry, self.principal, reach, parts, lines)
        return rows, self.total() if counted is None else int(counted)

    def _page_source(
        self, reach: access.Reach, limit: int, offset: int, after: int | None, descending: bool
    ) -> tuple[str, list[Any]]:
        own = self.principal.tenant_id
        driven = self.provider.page_source(
            reach, own, self.entry.name, after=after, limit=limit, offset=offset, descending=descending
        )
        if driven is not None:
            return driven
        table = self.statement.table
        tenants = [own, *(tenant for tenant in reach.catalogues if tenant != own)]
        direction, compare = ("DESC", "<") if descending else ("ASC", ">")
        beyond = f' AND "id" {compare} %s' if after is not None else ""
        one = (
            f'SELECT "id", {int(reach.everywhere)} AS "level" FROM {table} WHERE "tenant_id" = %s{beyond} '
            f'ORDER BY "id" {direction} LIMIT {int(limit) + int(offset)}'
        )
        parameters: list[Any] = []
        for tenant in tenants:
            parameters += [tenant] if after is None else [tenant, after]
        if len(tenants) == 1:
            return one.replace(f"LIMIT {int(limit) + int(offset)}", _window(limit, offset)), parameters
        union = " UNION ALL ".join(f'SELECT * FROM ({one}) AS "t{place}"' for place in range(len(tenants)))
        return (
            f'SELECT "id", "level" FROM ({union}) AS "all" ORDER BY "id" {direction} {_window(limit, offset)}',
            parameters,
        )

    def total(self) -> int:
        """The number of readable resources without filters: exact, read from maintained totals."""
        reach = self.reach
        driven = self.provider.total(reach, self.principal.tenant_id, self.entry.name)
        if driven is not None:
            return driven
        sql, parameters = totals.column({self.principal.tenant_id, *reach.catalogues}, self.entry.name)
        return int(store.current().fetch(f"SELECT {sql}", parameters)[0][0])

    def _total_column(self, reach: access.Reach) -> tuple[str, list[Any]] | None:
        own = self.principal.tenant_id
        if reach.everywhere >= access.READ:
            return totals.column({own, *reach.catalogues}, self.entry.name)
        return self.provider.total_column(reach, own, self.entry.name)

    def _levels(self, rows: Sequence[Row]) -> dict[int, int]:
        return self.provider.levels(self.principal, self.entry.right_kind, [(row[ID], row[TENANT]) for row in rows])


def _walk(instance: Any, path: str) -> Any:
    for part in path.split("__"):
        instance = getattr(instance, part) if instance is not None else None
    return instance


def graded(
    entry: Entry, principal: access.Principal, parts: Statement, where: str, parameter: Any
) -> list[tuple[Row, int]]:
    """The rows of ``entry`` for which the condition on its column (``"id" = %s``) holds and that ``principal`` may
    read, with the level held on each: one statement but for kinds whose rights no column can tell."""
    provider = access.provider()
    reach = provider.reach(principal, entry.right_kind)
    level: str = "0"
    parameters: list[Any] = []
    if reach.everywhere < access.PERMIT:
        column = provider.level_column(reach, principal.tenant_id, entry.right_kind, f'{parts.table}."id"')
        level, parameters = column or ("-1", [])
    sql = f"{parts.select}, {level} FROM {parts.source} WHERE {parts.table}.{where}"
    lines = store.current().fetch(sql, [*parameters, parameter])
    return _leveled(entry, principal, reach, parts, lines)


def _leveled(
    entry: Entry, principal: access.Principal, reach: access.Reach, parts: Statement, lines: list[Row]
) -> list[tuple[Row, int]]:
    """Readable rows with their levels; what stands behind the columns is what is held by rights of the row's own, -1
    when that has to be asked separately."""
    decode, width, everywhere, own = parts.decode, parts.width, reach.everywhere, principal.tenant_id
    rows = [line[:width] for line in lines] if decode is None else [decode(line[:width]) for line in lines]
    if lines and lines[0][width] == -1:
        levels = access.provider().levels(principal, entry.right_kind, [(row[ID], row[TENANT]) for row in rows])
        return [(row, levels[row[ID]]) for row in rows if levels.get(row[ID], 0) >= access.READ]
    found = []
    for row, line in zip(rows, lines, strict=True):
        if row[TENANT] == own:
            level = line[width] if line[width] > everywhere else everywhere
        else:
            level = access.READ if row[TENANT] in reach.catalogues else access.NONE
        if level:
            found.append((row, level))
    return found


def _window(limit: int, offset: int) -> str:
    return f"LIMIT {int(limit)} OFFSET {int(offset)}" if offset else f"LIMIT {int(limit)}"


def _unlink_absent(entry: Entry, ids: list[int], items: list[dict[str, Any]]) -> None:
    """Take the links to sub-resources away where there are none; one query for the page."""
    optional = {sub.name: sub for sub in subs(entry) if not sub.always}
    if not optional:
        return
    which, parameter = store.current().id_list(ids)
    tables = ((name, sub.model._meta.db_table) for name, sub in optional.items())
    parts = [f'SELECT \'{name}\', "id" FROM "{table}" WHERE "id" {which}' for name, table in tables]
    present = set(store.current().fetch(" UNION ALL ".join(parts), [parameter] * len(parts)))
    for key, item in zip(ids, items, strict=True):
        for name, sub in optional.items():
            if (name, key) not in present:
                item["_links"].pop(sub.relation, None)


def _is_settled(entry: Entry) -> bool:
    """Nothing is added to the compiled representations of ``entry`` or taken from them."""
    return entry.decorate is None and all(sub.always for sub in subs(entry))
