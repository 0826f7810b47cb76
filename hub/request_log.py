"""The request log: one structured line per request, one row in the table.

Rows of changes are written in their transaction (``record_in_transaction``, called by the base view set), those of
refused changes right after it, all others in batches by a thread. Nothing here holds bodies, queries or secrets.
Settings: ``REQUEST_LOG_EXEMPT`` (paths that make no row), ``REQUEST_LOG_THREAD`` (off: rows wait for ``flush()``).
"""

from __future__ import annotations

import atexit
import logging
import os
import sys
import threading
import time
from collections import deque
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
import structlog
from django.conf import settings
from django.db import connection, connections
from django.utils.functional import SimpleLazyObject, empty

from hub import store
from hub.fields.folded import SUFFIX, fold
from hub.models.request_log import RequestLog
from hub.throttling import client_address

BATCH = 200
SECONDS = 1.0
MOST_WAITING = 20_000
UNSAFE = frozenset({"POST", "PUT", "PATCH", "DELETE"})
#: Refusals that must not wait for the database once more.
_BUSY = frozenset({429, 503, 504})

Row = dict[str, Any]  # by the names of RequestLog's columns
_COLUMNS = [field.column for field in RequestLog._meta.concrete_fields if not field.primary_key]

logger = structlog.get_logger("hub.request")
_lines = logging.getLogger("hub.request")


# -- one request ------------------------------------------------------------------------------------------------------


def begin(request: Any) -> None:
    """Note when the request came."""
    request.started = time.perf_counter()


def record_in_transaction(request: Any, response: Any) -> None:
    """Write the row of a change into its transaction; called last, for answers below 400."""
    raw = getattr(request, "_request", request)
    # What a dry run writes is undone: its row is written like that of a read.
    if response.status_code < 400 and not connection.needs_rollback and not _exempt(raw.path):
        RequestLog(**_row(raw, response, _who(raw))).save()
        raw.request_recorded = True


def finish(request: Any, response: Any) -> None:
    """Write the line, and the row unless its transaction has it. Never fails the answer."""
    who = _who(request)
    row = _row(request, response, who)
    status: int = row["status"]
    if _lines.isEnabledFor(logging.INFO):
        _say(row)
    refused = status >= 400
    if (not refused and getattr(request, "request_recorded", False)) or _exempt(row["path"]):
        return
    if refused and who and row["method"] in UNSAFE and status not in _BUSY:
        _write_now(row)
    else:
        put(row)


def _say(row: Row) -> None:
    line = {name: value for name, value in row.items() if value is not None}
    del line["at"]
    line["outcome"] = line.pop("problem", None) or ("ok" if row["status"] < 400 else "refused")
    if settings.LOG_FORMAT == "text":
        logger.info("request", **line)
        return
    # As the log would write it, but straight: this is done for every request.
    line |= {"event": "request", "level": "info", "logger": "hub.request", "timestamp": datetime.now(UTC)}
    sys.stderr.write(orjson.dumps(line, option=orjson.OPT_UTC_Z | orjson.OPT_APPEND_NEWLINE).decode())


def _exempt(path: str) -> bool:
    return path.startswith(settings.REQUEST_LOG_EXEMPT)


def _who(request: Any) -> dict[str, Any]:
    """Names and ids of the caller; empty for nobody. Never loads a session's user for this."""
    user = request.__dict__.get("user")
    if isinstance(user, SimpleLazyObject):
        user = None if user._wrapped is empty else user._wrapped  # type: ignore[attr-defined]
    if user is None or not getattr(user, "is_authenticated", False):
        return {}
    if not hasattr(user, "credential"):
        return {"user_id": user.pk, "user_name": user.get_username(), "credential": "session"}
    return {
        "tenant_id": user.tenant_id,
        "user_id": user.user_id,
        "user_name": user.user_name,
        "client_id": user.client_id,
        "client_name": user.client_name,
        "api_key_id": user.api_key_id,
        "api_key_name": user.api_key_name,
        "credential": user.credential,
    }


def _row(request: Any, response: Any, who: dict[str, Any]) -> Row:
    seconds = time.perf_counter() - request.started
    return {
        "at": datetime.now(UTC) - timedelta(seconds=seconds),
        "method": _clean(request.method, 20),
        "path": _clean(request.path, 500),
        "status": response.status_code,
        "problem": getattr(response, "problem", None),
        "duration_ms": round(seconds * 1000, 3),
        "request_id": request.request_id,
        "address": _clean(client_address(request), 45),
        **who,
    }


def _clean(text: str, length: int) -> str:
    text = text[:length]
    if text.isascii() and text.isprintable():
        return text
    return text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _write_now(row: Row) -> None:
    try:
        RequestLog(**row).save()
    except Exception:  # the answer stands, whatever becomes of its row
        put(row)


# -- in batches -------------------------------------------------------------------------------------------------------

_waiting: deque[Row] = deque(maxlen=MOST_WAITING)
_flushing = threading.Lock()
_enough = threading.Event()
_thread: threading.Thread | None = None
_thread_pid = 0


def put(row: Row) -> None:
    """Queue a row for the next batch. When the database is away for long, the oldest rows give way."""
    _waiting.append(row)
    if settings.REQUEST_LOG_THREAD:
        if _thread is None or _thread_pid != os.getpid():
            _start()
        if len(_waiting) >= BATCH:
            _enough.set()


def flush() -> int:
    """Write all waiting rows now; returns how many. Rows that cannot be written keep waiting."""
    written = 0
    with _flushing:
        while _waiting:
            batch = [_waiting.popleft() for _ in range(min(BATCH, len(_waiting)))]
            try:
                store.current().copy(RequestLog._meta.db_table, [str(name) for name in _COLUMNS], map(_values, batch))
            except Exception as exc:
                _waiting.extendleft(reversed(batch))
                logger.warning("request_log_waits", rows=len(_waiting), error=str(exc).strip())
                break
            written += len(batch)
    return written


def _values(row: Row) -> list[Any]:
    at = connection.ops.adapt_datetimefield_value(row["at"])
    return [at if name == "at" else _value(row, str(name)) for name in _COLUMNS]


def _value(row: Row, name: str) -> Any:
    """The value of a column; that of a folded one is made of its source."""
    if not name.endswith(SUFFIX):
        return row.get(name)
    text = row.get(name.removesuffix(SUFFIX))
    return None if text is None else fold(text)


def forget() -> None:
    """Drop what waits (for tests)."""
    _waiting.clear()


def _start() -> None:
    global _thread, _thread_pid
    with _flushing:
        if _thread is not None and _thread_pid == os.getpid():
            return
        _thread_pid = os.getpid()
        _thread = threading.Thread(target=_run, name="request-log", daemon=True)
        _thread.start()
        atexit.register(_drain)


def _run() -> None:
    while True:
        _enough.wait(SECONDS)
        _enough.clear()
        _drain()


def _drain() -> None:
    if _waiting and settings.REQUEST_LOG_THREAD:
        flush()
        connections.close_all()


def purge() -> int:
    """Remove rows older than ``REQUEST_LOG_RETENTION_DAYS``; returns how many."""
    return RequestLog.purge(datetime.now(UTC) - timedelta(days=settings.REQUEST_LOG_RETENTION_DAYS))
