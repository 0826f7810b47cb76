"""What a store can do, on any database."""

from __future__ import annotations

import hashlib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

if TYPE_CHECKING:
    from hub.access import Principal
    from hub.recording import Plan, Stamp

Decoder = Callable[[Any], Any]
Rows = list[tuple[Any, ...]]


class Store(ABC):
    """One database. All methods work on Django's default connection of this thread."""

    vendor: str

    # -- scope of a request ------------------------------------------------------------------------------------------

    @abstractmethod
    def request_scope(self, principal: Principal | None, *, write: bool) -> AbstractContextManager[None]:
        """The database as ``principal`` may see it. PostgreSQL: one transaction with role, tenant and time limit set;
        without a principal no tenant's rows are seen. SQLite: one writing transaction when ``write``, else none.

        What the database refuses for reasons of its own is raised as a problem (see ``translate``).
        """

    @abstractmethod
    def as_owner(self) -> AbstractContextManager[None]:
        """Past the policies within the block: for identity that concerns other tenants, and for nothing else."""

    @abstractmethod
    def translate(self, exc: BaseException) -> Exception | None:
        """The problem that a failure of the database means for the client (busy, down, too slow, overtaken), or
        None when it is a fault of the hub."""

    def doom(self) -> None:
        """What the running transaction wrote is not to stay: a refusal is about to be answered."""
        if transaction.get_connection().in_atomic_block:
            transaction.set_rollback(True)

    def tenants_changed(self) -> None:  # noqa: B027 - most stores know nothing
        """A tenant was written: forget what is known of catalogues."""

    # -- hot reads ---------------------------------------------------------------------------------------------------

    @abstractmethod
    def fetch(self, sql: str, params: Sequence[Any] = (), *, prepare: bool = True) -> Rows:
        """Rows of one SELECT. PostgreSQL: prepared and binary. SQLite: values as SQLite gives them (``decoder``)."""

    @abstractmethod
    def execute(self, sql: str, params: Sequence[Any] = ()) -> int:
        """Write to untracked tables by one statement; how many rows it touched."""

    @abstractmethod
    def decoder(self, field: models.Field[Any, Any]) -> Decoder | None:
        """Turns what ``fetch`` gives for ``field`` into its Python value; None where it is that already. Not to be
        called with None."""

    @abstractmethod
    def taken_as_is(self, field: models.Field[Any, Any]) -> Callable[[Any], bool]:
        """Tells the values that a recorded write of sets takes for ``field`` without ``get_db_prep_save``."""

    @abstractmethod
    def id_list(self, ids: Sequence[int]) -> tuple[str, Any]:
        """SQL to stand behind a column of ids, and its one parameter: any number of ids in one statement text."""

    @abstractmethod
    def id_rows(self, ids: Sequence[int]) -> tuple[str, Any]:
        """SQL to stand in a FROM, a table "ids" with the one column "id", and its one parameter."""

    # -- recorded writes of sets -------------------------------------------------------------------------------------

    def insert_many(self, model: Any, instances: Sequence[Any]) -> list[Any]:
        """Write new ``instances`` (of one tracked model) with history, announcements and totals; they get their ids."""
        from hub import recording

        return recording.insert_many(model, instances)

    def update_many(self, model: Any, rows: Sequence[dict[str, Any]], *, locked: bool = False) -> list[int]:
        """Change many rows of a tracked model, recorded; each row has ``id``, the ``version`` it was read with, and new
        values by attribute. Returns the ids written: a missing one was overtaken by somebody else. ``locked`` spares
        the work when the caller holds the rows (``lock_rows``, or ``select_for_update`` in the order of ids)."""
        from hub import recording

        return recording.update_many(model, rows, locked=locked)

    def touch(self, model: Any, ids: Sequence[int], **values: Any) -> None:
        """Set columns that history does not keep (``history_excluded``) without a new version."""
        tracked = set(values) - set(model.history_excluded)
        if tracked:
            raise ValueError(f"{model.__name__} keeps the history of {', '.join(sorted(tracked))}.")
        models.QuerySet(model).filter(pk__in=list(ids)).update(**values)

    # -- what recording needs ----------------------------------------------------------------------------------------

    @abstractmethod
    def insert(self, plan: Plan, columns: Sequence[str], values: Sequence[Any], at: Stamp) -> int:
        """Write one row, recorded; returns its id."""

    @abstractmethod
    def update(
        self, plan: Plan, key: int, version: int, columns: Sequence[str], values: Sequence[Any], at: Stamp
    ) -> bool:
        """Write one row, recorded, if it still has ``version``."""

    @abstractmethod
    def bury(self, plan: Plan, keys: Sequence[int], at: Stamp, guard: int | None) -> list[int]:
        """Lock rows and record that they are deleted, before they are. With ``guard`` only those of that version."""

    @abstractmethod
    def insert_set(
        self, plan: Plan, fields: Sequence[Any], rows: Sequence[Sequence[Any]], uuids: Sequence[Any], at: Stamp
    ) -> list[int]:
        """Write many rows (values in the order of ``fields``), recorded; ids in the order given."""

    @abstractmethod
    def update_set(
        self, plan: Plan, fields: Sequence[Any], columns: Sequence[list[Any]], at: Stamp, *, locked: bool
    ) -> list[int]:
        """Write many rows, recorded; ``columns`` are ids, versions and the values of each field. Returns the ids
        written."""

    def last_version(self, plan: Plan, key: int) -> int:
        """The last version that history knows of an id, 0 when none."""
        rows = self.fetch(f'SELECT MAX("version") FROM "{plan.history_table}" WHERE "id" = %s', [key])
        return int(rows[0][0] or 0)

    def last_versions(self, plan: Plan, keys: Sequence[int]) -> dict[int, int]:
        """The last version that history knows of each id; those it does not know are left out."""
        if not keys:
            return {}
        which, parameter = self.id_list(keys)
        sql = f'SELECT "id", MAX("version") FROM "{plan.history_table}" WHERE "id" {which} GROUP BY "id"'
        return {row[0]: row[1] for row in self.fetch(sql, [parameter])}

    # -- locks, loads, schema ----------------------------------------------------------------------------------------

    @abstractmethod
    def lock_rows(self, model: Any, ids: Iterable[int]) -> dict[int, tuple[int, int]]:
        """Lock rows against other writers until the transaction ends, in the order of their ids; (version, tenant) by
        id."""

    @abstractmethod
    def lock(self, keys: Iterable[int], *, shared: bool = False) -> None:
        """Wait for the locks ``keys``, in their order, and keep them until the transaction ends; ``shared`` ones keep
        out only those who do not share."""

    @abstractmethod
    def try_lock(self, key: int) -> bool:
        """Take the lock ``key`` until the end of the request's transaction; False when somebody holds it."""

    @abstractmethod
    def hold(self, key: int) -> AbstractContextManager[bool]:
        """Hold the lock ``key`` within the block, across transactions; the value tells whether it was free."""

    @abstractmethod
    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> int:
        """Load rows into an untracked table the fastest way; returns how many."""

    @abstractmethod
    def staged(self, columns: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> str:
        """Put rows into a temporary table until the transaction ends, to be joined with others; its name, quoted. The
        types of ``columns`` are those of PostgreSQL. The next call with the same columns empties it."""

    @abstractmethod
    def sync_ids(self, model: Any) -> None:
        """Let new ids begin above those that were given by hand."""

    def prepare(self, logins: Iterable[str] = ()) -> list[str]:
        """Make what belongs to the database server and not to the database (roles); tells what was done."""
        return []

    def shortcomings(self) -> list[str]:
        """What of the walls that the database should keep is missing, for operators."""
        return []

    def ensure(self) -> list[str]:
        """Bring policies, triggers, grants and search up to date after migrations; returns what could not be done."""
        return []


def staging_name(columns: Mapping[str, str]) -> str:
    """The name of the temporary table with these columns."""
    text = ",".join(f"{name} {kind}" for name, kind in columns.items())
    return f"hub_staged_{hashlib.blake2b(text.encode(), digest_size=6).hexdigest()}"
