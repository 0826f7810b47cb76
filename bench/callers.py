"""Callers of the first plant, and the scope in which a request of theirs reads; for measuring in process."""

from __future__ import annotations

from typing import Any


def principal(user_id: int, role: str, groups: tuple[int, ...] = ()) -> Any:
    """A caller of the first plant."""
    from hub.access import Principal

    return Principal(1, "Plant 1", user_id, "bench", role, frozenset({"read", "write"}), "bearer", groups)


class asking:
    """The scope of one reading request of ``who``."""

    def __init__(self, who: Any) -> None:
        from hub import context, store

        self.scopes = [context.acting(who), store.current().request_scope(who, write=False)]

    def __enter__(self) -> None:
        for scope in self.scopes:
            scope.__enter__()

    def __exit__(self, *error: Any) -> None:
        for scope in reversed(self.scopes):
            scope.__exit__(*error)
