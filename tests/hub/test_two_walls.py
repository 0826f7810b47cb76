"""Tenants are kept apart twice: with the code's narrowing turned off, PostgreSQL alone keeps every foreign row away.

The switch is in these tests alone: the code takes the caller for the other plant's admin, who may do everything there,
while the database knows to which plant he belongs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from hub import registry, store
from hub.models import RequestLog
from hub.store import policies
from tests import emptying
from tests.factories.api import Answer, Api
from tests.factories.world import World

pytestmark = [pytest.mark.services("postgresql"), pytest.mark.django_db(transaction=True)]
#: Who one is has to be known before a tenant can be named; these are read in authentication and narrowed by code alone.
IDENTITY = {"user", "group", "client", "api_key", "webhook"}


@dataclass
class Both:
    """The plants, and what each has of every kind: {kind: representation}."""

    world: World
    own: dict[str, dict[str, Any]] = field(default_factory=dict)
    foreign: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def caller(self) -> Api:
        """The admin of the other plant, as far as the code can tell."""
        there = self.world.there
        return there.api("admin", raises=False)


def kinds() -> list[str]:
    """Kinds with rows of their own that clients make."""
    made = (entry for entry in registry.entries() if "create" in entry.actions)
    return [entry.name for entry in made if policies.is_guarded(entry.model)]


@pytest.fixture(scope="module")
def both(django_db_setup: None, django_db_blocker: Any) -> Iterator[Both]:
    with django_db_blocker.unblock(), emptying.kept(__name__):
        made = Both(World.build())
        for kind in kinds():
            made.own[kind], made.foreign[kind] = made.world.here.make(kind), made.world.there.make(kind, full=True)
        yield made


@pytest.fixture
def first_wall_off(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    database = store.current()
    scope, belongs = database.request_scope, both.world.here.principal("admin")
    monkeypatch.setattr(database, "request_scope", lambda _principal, *, write: scope(belongs, write=write))


@contextmanager
def unharmed() -> Iterator[None]:
    """All rows of all tenants, as their owner sees them, are afterwards what they were before."""
    before = _everything()
    yield
    after = _everything()
    assert [table for table in before if before[table] != after[table]] == []


def _everything() -> dict[str, Any]:
    tables = sorted(model._meta.db_table for model in policies.guarded_models() if model is not RequestLog)
    one = "SELECT '{0}', COUNT(*), MD5(COALESCE(STRING_AGG(t::text, '|' ORDER BY t::text), '')) FROM \"{0}\" t"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(one.format(table) for table in tables))
        return {table: rest for table, *rest in cursor.fetchall()}


def refused(answers: Iterator[tuple[str, Answer]]) -> None:
    let_in = [(what, answer) for what, answer in answers if answer.status < 400]
    assert let_in == []


def test_only_identities_have_no_second_wall() -> None:
    without = {entry.name for entry in registry.entries() if not policies.is_guarded(entry.model)}
    assert without <= IDENTITY | {"request_log"}, "a kind of the plant needs row-level policies"


def test_code_alone_would_let_everything_through(both: Both) -> None:
    """Otherwise what follows would show nothing."""
    for kind, one in both.foreign.items():
        assert both.caller.get(registry.get(kind).of(one["id"])).ok()["id"] == one["id"]


@pytest.mark.usefixtures("first_wall_off")
def test_foreign_rows_are_not_listed_counted_or_found(both: Both) -> None:
    for kind, one in both.foreign.items():
        entry = registry.get(kind)
        for answer in (
            both.caller.get(entry.href, {"per_page": 100}),
            both.caller.get(entry.href, {"id": one["id"]}),
            both.caller.get(entry.href, {"after": "", "order_by": "-id"}),
            both.caller.post(f"{entry.href}/search", {"id": [one["id"]]}),
        ):
            assert one["id"] not in answer.ids(entry.plural), kind
            assert int(answer.headers.get("X-Total-Count", 0)) <= _of_catalogues(entry.model), kind


def _of_catalogues(model: Any) -> int:
    return int(model._base_manager.filter(tenant__public_catalogue=True).count()) if hasattr(model, "tenant") else 0


@pytest.mark.usefixtures("first_wall_off")
def test_foreign_rows_are_not_read(both: Both) -> None:
    suffixes = ("", "?include=tenant", "/history", "/history/1", "/permissions")
    for kind, one in both.foreign.items():
        entry = registry.get(kind)
        for suffix in (*suffixes, *(f"/{child.name}" for child in entry.nested)):
            answer = both.caller.get(entry.of(one["id"]) + suffix)
            assert answer.status in (404, 405), (kind, suffix, answer)


@pytest.mark.usefixtures("first_wall_off")
def test_foreign_rows_are_not_changed_or_deleted(both: Both) -> None:
    def tried() -> Iterator[tuple[str, Answer]]:
        for kind, one in both.foreign.items():
            entry = registry.get(kind)
            href = entry.of(one["id"])
            body = {name: value for name, value in one.items() if not name.startswith("_")}
            yield f"PATCH {href}", both.caller.patch(href, body)
            yield f"PUT {href}", both.caller.put(href, body)
            yield f"DELETE {href}", both.caller.delete(href)
            yield f"restore {href}", both.caller.post(f"{href}/history/1/restore")
            yield f"grant on {href}", both.caller.post(f"{href}/permissions", {"right": "read"})
            if "bulk" in entry.actions:
                yield f"bulk {href}", both.caller.post(f"{entry.href}/update", {entry.plural: [{"id": one["id"]}]})

    with unharmed():
        refused(tried())


@pytest.mark.usefixtures("first_wall_off")
def test_nothing_is_made_in_the_other_plant(both: Both) -> None:
    def tried() -> Iterator[tuple[str, Answer]]:
        for kind in both.foreign:
            href = registry.get(kind).href
            yield f"POST {href}", both.caller.post(href, {"name": "Smuggled", **_bare(both.foreign[kind])})

    with unharmed():
        refused(tried())


def _bare(one: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in one.items() if name not in ("id", "uuid") and name[0] != "_"}


def rows(both: Both) -> Iterator[tuple[str, Any]]:
    """(table, model) of everything that is kept apart by tenant and has rows of the other plant."""
    with connection.cursor() as cursor:
        for model in policies.guarded_models():
            if any(field.column == "tenant_id" for field in model._meta.concrete_fields):
                cursor.execute(f'SELECT 1 FROM "{_table(model)}" WHERE tenant_id = %s', [both.world.there.tenant.pk])
                if cursor.fetchone():
                    yield _table(model), model


def _table(model: Any) -> str:
    return str(model._meta.db_table)


@contextmanager
def as_here(both: Both) -> Iterator[Callable[..., int]]:
    """Statements of a request of the own plant, without any code in between: the number of rows, -1 for an error."""

    def run(sql: str, *values: Any) -> int:
        try:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(sql, values)
                return int(cursor.rowcount)
        except DatabaseError:
            return -1

    with store.current().request_scope(both.world.here.principal("admin"), write=True):
        yield run
        transaction.set_rollback(True)


def test_statements_of_a_request_reach_no_foreign_row_of_any_table(both: Both) -> None:
    tables, foreign, home = [table for table, _ in rows(both)], both.world.there.tenant.pk, both.world.here.tenant.pk
    assert len(tables) > 2 * len(both.foreign)  # their history with them
    with unharmed(), as_here(both) as run:
        for table in tables:
            assert run(f'SELECT 1 FROM "{table}" WHERE tenant_id = %s', foreign) == 0, table
            assert run(f'UPDATE "{table}" SET tenant_id = %s WHERE tenant_id = %s', home, foreign) <= 0, table
            assert run(f'DELETE FROM "{table}" WHERE tenant_id = %s', foreign) <= 0, table
            assert run(f'UPDATE "{table}" SET tenant_id = %s WHERE tenant_id = %s', foreign, home) <= 0, table


def test_no_own_row_refers_to_a_foreign_one(both: Both) -> None:
    tried, through = 0, []
    with unharmed(), as_here(both) as run:
        for kind, one in both.own.items():
            model = registry.get(kind).model
            for column, target in policies.checked_keys(model):
                known = {_table(registry.get(other).model): made["id"] for other, made in both.foreign.items()}
                if target in known:
                    tried += 1
                    sql = f'UPDATE "{_table(model)}" SET "{column}" = %s WHERE id = %s'
                    through += [(kind, column)] if run(sql, known[target], one["id"]) != -1 else []
    assert through == []
    assert tried > 20
