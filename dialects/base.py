"""What a dialect is: a vendor's way of saying what the canonical API says, declared in tables.

A dialect's view takes the vendor's request, asks canonical views in its own transaction (``dialects.calling``), and
answers in the vendor's form. Who may do what, and what is right, is decided by the canonical views alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.conf import settings
from rest_framework.request import Request

from hub import access
from hub.viewsets.base import SAFE, HubViewSet

if TYPE_CHECKING:
    from .describing import Description

JSON = "application/json"
#: What a door must come with: names of ``Principal`` attributes, one of which must be set (none: it is enough alone).
Credentials = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Dialect:
    """One vendor's wire format: where it stands, whom it lets in, and how its answers differ."""

    name: str
    mount: str
    credentials: Credentials
    #: Types of files that the vendor does not take.
    refused_types: frozenset[str] = frozenset()
    #: Problem types (slugs) that have another status here.
    statuses: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Operation:
    """What one method does at one path: ``run(view, **keys)`` answers; ``reads`` says that nothing changes, whatever
    the method; ``large`` that the body may be as long as that of a search; ``forms`` that it may be a form with files;
    ``sends`` that a file is answered, whatever type is asked for; ``described`` gives what the dialect's document says
    of it."""

    run: Callable[..., Any]
    reads: bool = False
    large: bool = False
    forms: bool = False
    sends: bool = False
    described: Callable[[], Description] | None = None


class DialectView(HubViewSet):
    """A path of a dialect; ``operations`` by method, made into a view by ``at``."""

    dialect: Dialect
    operations: Mapping[str, Operation] = {}
    schema = None

    @classmethod
    def at(cls, operations: Mapping[str, Operation]) -> Any:
        """The view of one path."""
        return cls.as_view({method.lower(): "act" for method in operations}, operations=operations)

    @property
    def operation(self) -> Operation | None:
        """The one that is asked for, if there is one."""
        method = str(self.request.method)
        return self.operations.get("GET" if method == "HEAD" else method)

    def act(self, request: Request, *args: Any, **kwargs: Any) -> Any:
        assert self.operation is not None
        return self.operation.run(self, **kwargs)

    @property
    def writes(self) -> bool:
        operation = self.operation
        return self.request.method not in SAFE and not (operation is not None and operation.reads)

    @property
    def body_limit(self) -> int:
        operation = self.operation
        large = operation is not None and operation.large
        return int(settings.HUB_BODY_LIMIT_LARGE if large else settings.HUB_BODY_LIMIT)

    def perform_authentication(self, request: Request) -> None:
        """Only the dialect's own ways to log in count."""
        super().perform_authentication(request)
        principal = request.user
        if isinstance(principal, access.Principal) and not self._accepted(principal):
            self.refuse_credential(request, principal)

    def _accepted(self, principal: access.Principal) -> bool:
        wanted = self.dialect.credentials.get(principal.credential)
        return wanted is not None and (not wanted or any(getattr(principal, name) is not None for name in wanted))

    def refuse_credential(self, request: Request, principal: access.Principal) -> None:
        """Raise what the vendor says to a login that is good, but not here."""
        raise NotImplementedError

    def handle_exception(self, exc: Exception) -> Any:
        """The problem in the vendor's shape (``problem_shape``), and with the vendor's status."""
        response = super().handle_exception(exc)
        status = self.dialect.statuses.get(getattr(response, "problem", ""))
        if status is not None:
            response.status_code = status
        return response
