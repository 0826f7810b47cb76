"""Whether this process lives and whether it can serve: /livez and /readyz, without credentials.

The checks are shared with the command check_hub. Nothing here tells more than names and outcomes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache, wraps
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt

from hub import errors, store
from hub.models import Outbox
from hub.problems.handler import problem_response
from hub.relay import workers

#: Older than this, a change that is not published means that nobody publishes.
LATE = timedelta(minutes=15)

View = Callable[[HttpRequest], HttpResponse]


class NotReady(Exception):
    """A service or a piece of configuration that the hub cannot do without; the text is for operators."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one check went. ``detail`` may name hosts: for operators, never for the wire."""

    name: str
    ok: bool
    detail: str = ""


def check_database() -> str:
    """The database answers a query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return connection.vendor


def check_migrations() -> str:
    """Every migration of this code is applied."""
    applied = set(MigrationRecorder(connection).applied_migrations())
    missing = [key for key, replaces in _migrations() if key not in applied and not (replaces and replaces <= applied)]
    if missing:
        raise NotReady(f"{len(missing)} migrations are not applied; run manage.py migrate")
    return "applied"


@lru_cache(maxsize=1)
def _migrations() -> list[tuple[tuple[str, str], frozenset[tuple[str, str]]]]:
    """The migrations of this code, each with those it replaces; read from disk once, the code does not change."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    return [(key, frozenset(migration.replaces)) for key, migration in loader.disk_migrations.items()]


def check_isolation() -> str:
    """The walls between tenants stand in the database too, where it can have them."""
    missing = store.current().shortcomings()
    if missing:
        raise NotReady("; ".join(missing))
    return "row-level policies hold" if connection.vendor == "postgresql" else "one wall; PostgreSQL has two"


def check_cache() -> str:
    """The shared cache keeps a value; without CACHE_URL the memory of this process does."""
    cache = caches["default"]
    cache.set("hub-health", "1", 10)
    if cache.get("hub-health") != "1":
        raise NotReady("the cache does not keep what is written to it")
    return "shared" if settings.CACHE_URL else "memory of this process"


def check_files() -> str:
    """The store of files takes a file and gives it back."""
    name = default_storage.save("health/check", ContentFile(b"ok"))
    try:
        with default_storage.open(name) as file:
            if file.read() != b"ok":
                raise NotReady("the store of files does not keep what is written to it")
    finally:
        default_storage.delete(name)
    return "directory" if not settings.FILES_URL.startswith("s3") else "S3-compatible service"


def check_relay() -> str:
    """Changes are published, and what is told of them is on its way."""
    unsent = Outbox.objects.filter(sent_at=None)
    oldest = unsent.order_by("id").values_list("created_at", flat=True).first()
    if oldest is not None and timezone.now() - oldest > LATE:
        raise NotReady(f"changes wait to be published since {oldest:%Y-%m-%dT%H:%M:%SZ}; does relay_events run?")
    return "; ".join(["changes are published", *(worker.check() for worker in workers())])


def check_broker() -> str:
    """The message broker takes a connection within three seconds."""
    from kombu import Connection

    with Connection(settings.BROKER_URL, connect_timeout=3) as broker:
        broker.ensure_connection(max_retries=1, timeout=3)
    return "connected"


def services() -> dict[str, Callable[[], str]]:
    """The checks that this configuration asks for, by name."""
    checks: dict[str, Callable[[], str]] = {"database": check_database, "migrations": check_migrations}
    if settings.CACHE_URL:
        checks["cache"] = check_cache
    if settings.BROKER_URL:
        checks["broker"] = check_broker
    return checks


def outcome(name: str, check: Callable[[], str]) -> Outcome:
    """Run one check; whatever it raises is a failure with its text as the detail."""
    try:
        return Outcome(name, True, check())
    except Exception as error:  # any failure of a service means not ready, whatever its library calls it
        return Outcome(name, False, str(error).strip() or type(error).__name__)


def read_only(view: View) -> View:
    """Refuse every method but GET and HEAD with a problem."""

    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.method in {"GET", "HEAD"}:
            return view(request)
        problem = errors.Problem(slug="method-not-allowed", headers={"Allow": "GET, HEAD"})
        return problem_response(problem, request)

    return csrf_exempt(guarded)


@read_only
def livez(request: HttpRequest) -> JsonResponse:
    """The process answers; asks no other service, so that a restart follows only from its own failure."""
    return _answer({"status": "ok"}, 200)


@read_only
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when all services answer and the schema is current, else 503 naming what is not."""
    results = [outcome(name, check) for name, check in services().items()]
    ready = all(result.ok for result in results)
    body = {
        "status": "ok" if ready else "unavailable",
        "checks": {result.name: "ok" if result.ok else "failed" for result in results},
    }
    response = _answer(body, 200 if ready else 503)
    if not ready:
        response["Retry-After"] = "5"
    return response


def _answer(body: dict[str, Any], status: int) -> JsonResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
