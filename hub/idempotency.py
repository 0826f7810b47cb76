"""Idempotency-Key: a retried POST gets the first answer again (contract, section 5).

The base view set calls ``begin`` inside the transaction of the change, before it acts, and answers with what it returns
if that is a response. It calls ``finish`` with the rendered answer: inside the transaction on success, so that change
and answer stand or fall together; after the rollback on a refusal, which then gets a transaction of its own.

Kept per principal (tenant, user, client, key), method and path for ``HOURS``: every answer below 500 except 401, 403
and 429. A view's ``secret_fields`` are null in a replay. While the first request runs, its twin meets a lock (409).
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import structlog
from django.http import HttpResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext_lazy as _

from hub import errors, store
from hub.access import Principal
from hub.hal import parsers
from hub.models.idempotency import IdempotencyKey

logger = structlog.get_logger("hub.idempotency")

HEADER = "Idempotency-Key"
HOURS = 24
_KEY = re.compile(r"[\x21-\x7e]{1,255}")
_KEPT_HEADERS = (
    "Content-Type",
    "Content-Language",
    "Location",
    "ETag",
    "Last-Modified",
    "Link",
    "Cache-Control",
    "Vary",
)
_NOT_KEPT = frozenset({401, 403, 429})

KEY_FORM = _("Expected 1 to 255 visible ASCII characters.")


@dataclass(frozen=True, slots=True)
class Attempt:
    """A keyed request that is being worked on."""

    scope: str
    digest: str
    principal: Principal


def begin(request: Any, view: Any) -> HttpResponse | None:
    """The stored first answer, or None when this is the first request (or it has no key, or is no POST).

    Raises 400 for a key that is none, 409 while the first runs, 422 when query or body differ from the first.
    """
    key = request.headers.get(HEADER)
    principal = request.user
    if key is None or request.method != "POST" or not isinstance(principal, Principal):
        return None
    if not _KEY.fullmatch(key):
        raise errors.BadHeader(HEADER, KEY_FORM)
    attempt = Attempt(_scope(request, principal, key), _digest(request), principal)
    if not store.current().try_lock(_lock_number(attempt.scope)):
        raise errors.Problem(slug="idempotency-running", headers={"Retry-After": "1"})
    kept = IdempotencyKey.objects.filter(scope=attempt.scope).first()
    if kept is not None and kept.created_at <= datetime.now(UTC) - timedelta(hours=HOURS):
        kept.delete()
        kept = None
    if kept is not None and kept.digest != attempt.digest:
        raise errors.Problem(slug="idempotency-mismatch")
    if kept is not None:
        return _replay(kept)
    _raw(request).idempotency = attempt
    return None


def finish(request: Any, view: Any, response: Any) -> None:
    """Keep the answer to a request that ``begin`` let through."""
    raw = _raw(request)
    attempt: Attempt | None = getattr(raw, "idempotency", None)
    if attempt is None or response.status_code >= 500 or response.status_code in _NOT_KEPT or response.streaming:
        return
    row = IdempotencyKey(
        scope=attempt.scope,
        digest=attempt.digest,
        tenant_id=attempt.principal.tenant_id,
        user_id=attempt.principal.user_id,
        status=response.status_code,
        headers={name: response.headers[name] for name in _KEPT_HEADERS if name in response.headers},
        body=_without_secrets(response.content, getattr(view, "secret_fields", ())),
        created_at=datetime.now(UTC),
    )
    if response.status_code < 400:
        row.save(force_insert=True)
        return
    try:
        with store.current().request_scope(attempt.principal, write=True):
            # The twin of a refused request may have been first to write: then its answer is the one that counts.
            IdempotencyKey.objects.bulk_create([row], ignore_conflicts=True)
    except Exception as exc:  # the refusal stands; a retry is worked on once more
        logger.warning("idempotency_key_not_kept", error=str(exc).strip())


def purge() -> int:
    """Forget the answers that are older than ``HOURS``; returns how many."""
    return IdempotencyKey.purge(datetime.now(UTC) - timedelta(hours=HOURS))


def _raw(request: Any) -> Any:
    return getattr(request, "_request", request)


def _scope(request: Any, principal: Principal, key: str) -> str:
    who = (principal.tenant_id, principal.user_id, principal.client_id, principal.api_key_id)
    return hashlib.sha256(repr((who, request.method, request.path, key)).encode("utf-8", "replace")).hexdigest()


def _lock_number(scope: str) -> int:
    return int.from_bytes(bytes.fromhex(scope)[:8], "big", signed=True)


def _digest(request: Any) -> str:
    """Of query and body. A form with a file, which has been read already, counts by its members and checksums."""
    parsers.check_announced_length(request)
    digest = hashlib.sha256(request.META.get("QUERY_STRING", "").encode("utf-8", "replace") + b"\0")
    try:
        digest.update(request.body)
    except RawPostDataException:
        members = request.data.items() if isinstance(request.data, dict) else ()
        told = sorted((name, repr(getattr(value, "fingerprint", value))) for name, value in members)
        digest.update(repr(told).encode("utf-8", "replace"))
    return digest.hexdigest()


def _without_secrets(body: bytes, names: tuple[str, ...]) -> bytes:
    if not names or not body:
        return body
    try:
        return orjson.dumps(_blank(orjson.loads(body), frozenset(names)))
    except orjson.JSONDecodeError:
        return b""


def _blank(value: Any, names: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {name: None if name in names else _blank(item, names) for name, item in value.items()}
    if isinstance(value, list):
        return [_blank(item, names) for item in value]
    return value


def _replay(kept: IdempotencyKey) -> HttpResponse:
    response = HttpResponse(bytes(kept.body), status=kept.status, headers=kept.headers)
    if "Content-Type" not in kept.headers:
        del response.headers["Content-Type"]
    response.headers["Idempotent-Replayed"] = "true"
    if kept.status >= 400:
        response._has_been_logged = True  # type: ignore[attr-defined]
    return response
