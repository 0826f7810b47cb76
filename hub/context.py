"""Who acts now: principal, request id and language of the running request or command.

Set at the edges (view, admin, command); read by writing and history. Holds nothing across requests.
"""

from __future__ import annotations

from contextvars import ContextVar, Token
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hub.access import Principal


@dataclass(frozen=True, slots=True)
class Context:
    """The actor (None for commands), the request id and the language of what is going on.

    ``operator`` is the platform operator's (user id, name), who acts in the admin without a role in any tenant.
    """

    principal: Principal | None = None
    operator: tuple[int, str] | None = None
    request_id: str = ""
    language: str = "en-GB"


_nobody = Context()
_context: ContextVar[Context] = ContextVar("hub_context", default=_nobody)


def current() -> Context:
    """The context of the running request or command."""
    return _context.get()


class acting:
    """Act as ``principal`` within the block; what else is given overrides what holds around it."""

    __slots__ = ("_context", "_token")
    _context: Context
    _token: Token[Context]

    def __init__(
        self,
        principal: Principal | None,
        *,
        operator: tuple[int, str] | None = None,
        request_id: str | None = None,
        language: str | None = None,
    ) -> None:
        around = _context.get()
        self._context = Context(
            principal,
            around.operator if operator is None else operator,
            around.request_id if request_id is None else request_id,
            around.language if language is None else language,
        )

    def __enter__(self) -> Context:
        self._token = _context.set(self._context)
        return self._context

    def __exit__(self, *_error: object) -> None:
        _context.reset(self._token)


def system(**values: Any) -> acting:
    """Act as the hub itself (commands, migrations): every right, no name in the history."""
    return acting(None, **values)
