"""Refusals as Netilion's clients read them: ``{"errors": [{"type", "message", "attribute"}]}``.

Clients switch on ``type``; what the vendor has no word for is called by the hub's own.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

#: Problem types that have another status on this mount: scripts read a duplicate as 400 ``taken``.
STATUSES = {"unique": 400}
#: Problem type -> vendor's type.
BY_SLUG = {
    "validation": "invalid",
    "malformed": "wrong_format",
    "unknown-parameter": "invalid_input",
    "invalid-parameter": "invalid",
    "invalid-header": "invalid",
    "bad-request": "invalid_input",
    "not-authenticated": "unauthorized",
    "forbidden": "access_denied",
    "insecure-transport": "access_denied",
    "csrf": "access_denied",
    "not-found": "not_found_no_permission",
    "method-not-allowed": "method_not_allowed",
    "not-acceptable": "not_acceptable",
    "conflict": "association_conflict",
    "unique": "taken",
    "illegal-transition": "association_conflict",
    "in-use": "assigned_restriction",
    "stale": "association_conflict",
    "idempotency-running": "association_conflict",
    "quota": "quota_exceeded",
    "length-required": "missing_header",
    "precondition-failed": "association_conflict",
    "too-large": "too_long",
    "uri-too-long": "too_long",
    "unsupported-media-type": "wrong_format",
    "idempotency-mismatch": "association_conflict",
    "precondition-required": "missing_header",
    "too-many-requests": "too_many_requests",
    "headers-too-large": "too_long",
    "internal": "internal_server_error",
    "unavailable": "service_unavailable",
    "timeout": "service_unavailable",
}
#: Code of one error -> vendor's type.
BY_CODE = {
    "required": "blank",
    "null": "blank",
    "blank": "blank",
    "not_found": "association_not_found",
    "unique": "taken",
    "duplicate": "taken",
    "unknown": "invalid_input",
    "repeated": "invalid_input",
    "not_embeddable": "invalid_input",
    "max_length": "too_long",
    "too_long": "too_long",
    "too_many": "too_long",
    "min_length": "too_short",
    "max_value": "less_than",
    "min_value": "greater_than",
    "invalid": "invalid",
    "specification_not_found": "specification_not_found",
}
#: The same, where the member is a reference.
OF_REFERENCES = {"required": "association_blank", "null": "association_blank"}
#: The same, where nobody was let in: by the door that refused.
BY_DOOR = {
    "api_key": "invalid_api_key",
    "disagree": "invalid_api_key",
    "no key": "invalid_api_key",
    "other": "invalid_auth_type",
}


def shaped(
    problem: Mapping[str, Any], names: Mapping[str, str], references: frozenset[str], door: str = ""
) -> dict[str, Any]:
    """The body of a refusal; ``names`` are the vendor's names of canonical members and parameters."""
    slug = str(problem["type"]).rpartition("/")[2]
    found = problem.get("errors")
    if not found:
        kind = BY_DOOR.get(door) if slug == "not-authenticated" else None
        return {"errors": [{"type": kind or BY_SLUG[slug], "message": problem["detail"]}]}
    return {"errors": [_one(error, slug, names, references) for error in found]}


def _one(error: Mapping[str, Any], slug: str, names: Mapping[str, str], references: frozenset[str]) -> dict[str, Any]:
    code = error["code"]
    place = error.get("parameter") or error.get("header") or _member(str(error.get("pointer", "#")))
    kind = OF_REFERENCES.get(code) if place in references else None
    told = {"type": kind or BY_CODE.get(code) or BY_SLUG[slug], "message": error["detail"]}
    return {**told, "attribute": names.get(place, place)} if place else told


def _member(pointer: str) -> str:
    """The name of the member that a pointer leads into."""
    first = pointer.removeprefix("#").lstrip("/").partition("/")[0]
    return unquote(first).replace("~1", "/").replace("~0", "~")
