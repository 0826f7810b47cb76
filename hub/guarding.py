"""What stands before every write: the row locked, the caller's right, the version, and the database's own refusals
told as problems.
"""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from hub import access, context, errors
from hub.registry import Entry, get
from hub.uniqueness import member_of, violated


def lock(entry: Entry, key: int) -> Any:
    """The row as it is now, kept from other writers until the transaction ends; 404 when it is gone."""
    row = entry.model.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise errors.NotFoundProblem()
    return row


def require(entry: Entry, instance: Any, level: int, *, member: str = "") -> None:
    """The caller holds ``level`` on ``instance``, and scope and role let it change the kind.

    403 otherwise, 404 for what it may not read; with ``member`` the instance is a reference, and that is 400.
    """
    principal = context.current().principal
    if principal is None:
        return
    rows = [(instance.pk, instance.tenant_id)]
    held = access.provider().levels(principal, entry.name, rows).get(instance.pk, 0)
    if held < access.READ or not access.may_use(principal, entry):
        if member:
            detail = _("There is no such {name}.").format(name=entry.name.replace("_", " "))
            raise errors.ValidationProblem([errors.field_error(member, "not_found", detail)])
        raise errors.NotFoundProblem()
    if level > access.READ and not access.may_change(principal, entry):
        raise errors.Forbidden(_("Your role or scope does not let you change this."))
    if held < level:
        raise errors.Forbidden(
            _("You hold {held}; this takes {needed}.").format(held=access.NAMES[held], needed=access.NAMES[level])
        )


def check_moves(entry: Entry, instance: Any, changed: set[str] | None) -> None:
    """Where a column hands rights down (a parent), setting it takes ``update`` there and ``permit`` on the instance;
    ``changed`` is None for a new one, which its creator owns. What shares the right of something is added where that
    may be changed."""
    for name in entry.shares:
        source = getattr(instance, name)
        if source is not None and (changed is None or name in changed):
            require(get(source.kind()), source, access.UPDATE, member=name)
    for flow in access.FLOWS:
        if flow.via != entry.model._meta.label or flow.target != entry.name or flow.target_key != "id":
            continue
        name = flow.source_key.removesuffix("_id")
        if changed is not None and name not in changed:
            continue
        source = getattr(instance, name)
        if source is not None:
            require(get(flow.source), source, access.UPDATE, member=name)
        if changed is not None:
            require(entry, instance, access.PERMIT)


def check_version(instance: Any, version: int | None) -> None:
    if version is not None and instance.version != version:
        raise errors.PreconditionFailed()


class constraints:
    """Turns the database's refusal of a row into the problem that the declared constraint describes."""

    def __init__(self, entry: Entry) -> None:
        self.entry = entry
        self.savepoint = transaction.atomic()

    def __enter__(self) -> None:
        self.savepoint.__enter__()

    def __exit__(self, kind: Any, exc: Any, trace: Any) -> None:
        self.savepoint.__exit__(kind, exc, trace)
        if not isinstance(exc, IntegrityError):
            return
        constraint = violated(exc, self.entry.model)
        if isinstance(constraint, models.UniqueConstraint):
            name = member_of(self.entry.model, constraint.fields)
            detail = _("This value exists already; it must be unique.")
            raise errors.ValidationProblem([{"pointer": f"#/{name}", "code": "unique", "detail": detail}]) from exc
        if constraint is not None:
            detail = str(constraint.get_violation_error_message())
            raise errors.ValidationProblem([{"pointer": "#", "code": "invalid", "detail": detail}]) from exc
