"""Refusals: one answer per status, naming the problem types that it can be."""

from __future__ import annotations

from hub.hal.media import PROBLEM
from hub.openapi import common
from hub.openapi.components import HREF, NUMBER, RESPONSE, TEXT, Components, Schema, several, thing
from hub.openapi.parameters import answer_headers
from hub.problems.catalogue import PROBLEMS

#: What any operation can be refused with.
ALWAYS = (401, 403, 406, 429, 500, 503, 504)
BODY = (400, 413, 415)
HEADERS = {401: ("WWW-Authenticate",), 429: ("Retry-After", "RateLimit", "RateLimit-Policy"), 503: ("Retry-After",)}


def problem(parts: Components) -> Schema:
    """The body of a refusal (RFC 9457)."""
    members: dict[str, Schema] = {
        "type": {**HREF, "description": "Which problem it is, and where it is explained."},
        "title": TEXT,
        "status": NUMBER,
        "detail": TEXT,
        "instance": {"type": ["string", "null"]},
        "request_id": {"type": ["string", "null"], "description": "What an operator finds the request by."},
        "errors": several(common.error(parts)),
    }
    required = ["type", "title", "status", "detail", "instance", "request_id"]
    says = {"description": "A refusal; more members may follow.", "additionalProperties": True}
    return parts.ref("Problem", lambda: thing(members, required, **says))


def refusals(parts: Components, statuses: tuple[int, ...]) -> dict[str, Schema]:
    """The refusals by status, always in rising order."""
    return {str(status): _refusal(parts, status) for status in sorted({*ALWAYS, *statuses})}


def _refusal(parts: Components, status: int) -> Schema:
    def build() -> Schema:
        kinds = [f"{slug}: {kind.title}" for slug, kind in PROBLEMS.items() if kind.status == status]
        found: Schema = {
            "description": " ".join(kinds),
            "content": {PROBLEM: {"schema": problem(parts)}},
        }
        headers = answer_headers(parts, *HEADERS.get(status, ()))
        return {**found, "headers": headers} if headers else found

    return parts.ref(f"Problem{status}", build, RESPONSE)
