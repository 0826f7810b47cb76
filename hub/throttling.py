"""How often a caller may ask: requests per principal, and failed attempts to log in per account and address.

Counts live in the shared cache, per minute, by atomic increments. ``RATE_LIMITS=off`` turns all of it off.
"""

from __future__ import annotations

import hashlib
import logging
import time
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _
from rest_framework.throttling import BaseThrottle

from hub.errors import TooManyRequests

REQUESTS_PER_MINUTE = 6000
FAILURES_PER_MINUTE = 10
WINDOW = 60
TOO_MANY_FAILURES = _("Too many failed attempts. Try again later.")

log = logging.getLogger(__name__)


def enabled() -> bool:
    """Whether limits hold at all."""
    return bool(getattr(settings, "RATE_LIMITS", True))


def _now() -> float:
    return time.time()


def _window(now: float) -> tuple[int, int]:
    """The number of the running minute and the whole seconds until it ends (1 to 60)."""
    return int(now // WINDOW), WINDOW - int(now % WINDOW)


def _add(key: str, delta: int = 1) -> int:
    """Count up and answer the new value; one round trip but for the first of a minute."""
    try:
        try:
            return int(cache.incr(key, delta))
        except ValueError:
            if cache.add(key, delta, WINDOW + 10):
                return delta
            return int(cache.incr(key, delta))
    except Exception:
        # A cache that is away must not take the hub with it: no limit for as long as it lasts.
        log.exception("The cache did not count; rate limits are not enforced.")
        return 0


class TooManyFailures(TooManyRequests):
    """429 before a secret is even looked at; ``wait`` in whole seconds."""

    def __init__(self, wait: int) -> None:
        super().__init__(wait=wait, detail=TOO_MANY_FAILURES)


class PrincipalThrottle(BaseThrottle):
    """At most ``REQUESTS_PER_MINUTE`` for each principal, told in the RateLimit headers of every answer."""

    _reset = WINDOW

    def allow_request(self, request: Any, view: Any) -> bool:
        principal = request.user
        if not enabled() or not getattr(principal, "user_id", None):
            return True
        limit = int(getattr(settings, "REQUESTS_PER_MINUTE", REQUESTS_PER_MINUTE))
        minute, self._reset = _window(_now())
        count = _add(
            f"rate:{principal.tenant_id}:{principal.user_id}:{principal.client_id}:{principal.api_key_id}:{minute}"
        )
        headers = getattr(view, "headers", None)
        if headers is not None:
            headers["RateLimit-Policy"] = f'"default";q={limit};w={WINDOW}'
            headers["RateLimit"] = f'"default";r={max(0, limit - count)};t={self._reset}'
        return count <= limit

    def wait(self) -> float:
        return self._reset


class Attempts:
    """Failed attempts to get in, for some accounts (names, client ids) and the address they come from.

    ``check`` before the secret is looked at, ``failed`` when it was wrong; what succeeds is not counted.
    """

    def __init__(self, request: Any, accounts: Iterable[str]) -> None:
        self.minute, self.reset = _window(_now())
        names = [f"account:{hashlib.sha256(name.encode('utf-8', 'replace')).hexdigest()[:32]}" for name in accounts]
        self.keys = [f"failed:{who}:{self.minute}" for who in [*names, f"address:{client_address(request)}"]]

    def check(self) -> None:
        """Raise TooManyFailures when one of them failed too often within this minute."""
        if not enabled():
            return
        limit = int(getattr(settings, "FAILURES_PER_MINUTE", FAILURES_PER_MINUTE))
        try:
            counts = cache.get_many(self.keys)
        except Exception:
            log.exception("The cache did not answer; failed attempts are not limited.")
            return
        if any(count >= limit for count in counts.values()):
            raise TooManyFailures(self.reset)

    def failed(self) -> None:
        """One more."""
        if enabled():
            for key in self.keys:
                _add(key)


def client_address(request: Any) -> str:
    """The caller's address; behind ``PROXY_COUNT`` proxies the one that the outermost of them saw.

    Without proxies X-Forwarded-For is ignored: any caller can write it.
    """
    proxies = int(getattr(settings, "PROXY_COUNT", 0))
    forwarded = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if part.strip()]
    if proxies and forwarded:
        return str(forwarded[-min(proxies, len(forwarded))])
    return str(request.META.get("REMOTE_ADDR", ""))
