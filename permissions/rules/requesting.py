"""Asking for a right, and answering: accepting makes the grant. Nobody learns here what exists and may not be seen."""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from django.utils.translation import gettext as _

from hub import access, context, errors, registry
from hub.fields.folded import fold
from permissions.models.grant import Grant
from permissions.models.permission_request import ACCEPTED, OPEN, REJECTED, PermissionRequest
from permissions.rules.granting import grant_create


def targets(_tenant_id: int) -> dict[str, list[tuple[str, str]]]:
    """What becomes of a request; an answer is final."""
    return {OPEN: [(ACCEPTED, _("Accept")), (REJECTED, _("Reject"))], ACCEPTED: [], REJECTED: []}


def object_key(kind: str, named: dict[str, Any]) -> str:
    """What was asked about made short, letter case aside."""
    text = fold(repr([kind, *sorted(named.items())]))
    return f"{kind} {blake2b(text.encode(), digest_size=20).hexdigest()}"


def object_find(request: PermissionRequest) -> int | None:
    """The object of the tenant that the names lead to, whoever may see it; None when there is none."""
    if request.object_id is not None:
        return request.object_id
    entry = registry.get(request.object_kind)
    columns: dict[str, Any] = {}
    for name, value in request.named.items():
        relation = entry.model._meta.get_field(name).is_relation
        columns |= {f"{name}_id": value} if relation else {f"{name}_folded": fold(value)}
    found: int | None = (
        entry.model.objects.filter(tenant_id=request.tenant_id, **columns).values_list("pk", flat=True).first()
    )
    return found


def request_create(request: PermissionRequest) -> None:
    """The caller asks; refused when what is asked for is held already, on an object that the caller sees."""
    principal = context.current().principal
    request.object = object_key(request.object_kind, request.named)
    request.object_id = object_find(request)
    if principal is None:
        return
    request.user_id = principal.user_id
    if request.object_id is None:
        return
    rows = [(request.object_id, request.tenant_id)]
    held = access.provider().levels(principal, request.object_kind, rows)[request.object_id]
    if access.READ <= held >= request.right:
        raise errors.ValidationProblem([errors.field_error("right", "invalid", _("You hold this right already."))])


def request_enter(request: PermissionRequest, state: str, values: dict[str, Any]) -> None:
    """The answer of one who may grant on the object."""
    principal = context.current().principal
    request.answer = values.get("answer", "")
    request.answered_by_id = principal.user_id if principal is not None else None
    if state == ACCEPTED:
        request.object_id = object_find(request)
        _grant(request, principal)


def _grant(request: PermissionRequest, principal: access.Principal | None) -> None:
    """Make what was asked for so; nothing when it is so already."""
    if request.object_id is None:
        raise errors.Conflict("no_object", _("There is no such object."))
    asked: dict[str, Any] = {
        "object_kind": request.object_kind,
        "object_id": request.object_id,
        "right": request.right,
        "user_id": request.user_id,
    }
    if Grant.objects.filter(tenant_id=request.tenant_id, **asked).exists():
        return
    try:
        grant_create(principal=principal, **asked)
    except errors.NotFoundProblem as problem:
        raise errors.Conflict("no_object", _("There is no such object.")) from problem
    except errors.ValidationProblem as problem:
        raise errors.Conflict("no_member", str(problem.errors[0]["detail"])) from problem


def with_objects(principal: access.Principal, rows: list[Any], items: list[dict[str, Any]]) -> None:
    """Which object the names lead to, for those who may see it: a query for the page, and one for each kind on it."""
    unnamed = [row[0] for row, item in zip(rows, items, strict=True) if "id" not in item["object"]]
    if not unnamed:
        return
    found = PermissionRequest.objects.filter(pk__in=unnamed, object_id__isnull=False)
    objects = {key: rest for key, *rest in found.values_list("pk", "object_kind", "object_id", "tenant_id")}
    seen = set()
    for kind in sorted({one[0] for one in objects.values()}):
        keys = sorted({(key, tenant_id) for name, key, tenant_id in objects.values() if name == kind})
        levels = access.provider().levels(principal, kind, keys)
        seen |= {(kind, key) for key, level in levels.items() if level >= access.READ}
    for row, item in zip(rows, items, strict=True):
        kind, key, _tenant_id = objects.get(row[0], (None, None, None))
        if (kind, key) in seen:
            item["object"] = {**item["object"], "id": key, "href": registry.get(str(kind)).of(key)}
