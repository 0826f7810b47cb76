"""Every request leaves a line and a row: who, what, when, how it ended, how long it took; never a body or a secret."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import structlog
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.http import HttpResponse
from django.test import RequestFactory

from hub import errors, request_log, store
from hub.middleware import RequestIdentity
from hub.models import RequestLog
from hub.models.request_log import WrittenOnce
from hub.problems.handler import problem_response
from tests.hub.callers import principal

pytestmark = pytest.mark.django_db
factory = RequestFactory()


@pytest.fixture(autouse=True)
def _nothing_waits() -> Iterator[None]:
    request_log.forget()
    yield
    request_log.forget()


def send(method: str = "GET", path: str = "/api/v1/assets?name=secret", user: Any = None, view: Any = None) -> Any:
    request = factory.generic(method, path, b'{"password": "secret"}', "application/json")
    request.META["HTTP_AUTHORIZATION"] = "Bearer secret"

    def answer(given: Any) -> HttpResponse:
        given.user = user
        return view(given) if view else HttpResponse("ok")

    return RequestIdentity(answer)(request)


def refuse(request: Any) -> HttpResponse:
    return problem_response(errors.Forbidden(), request)


def test_a_read_waits_for_the_batch() -> None:
    send(user=principal())
    assert not RequestLog.objects.exists()
    assert request_log.flush() == 1
    assert RequestLog.objects.count() == 1


def test_a_row_says_who_what_and_how_it_ended() -> None:
    before = datetime.now(UTC)
    response = send(user=principal())
    request_log.flush()
    row = RequestLog.objects.get()
    assert (row.method, row.path, row.status, row.problem) == ("GET", "/api/v1/assets", 200, None)
    assert (row.tenant_id, row.user_id, row.user_name) == (1, 7, "ada")
    assert (row.client_id, row.client_name, row.api_key_id, row.credential) == (2, "erp-bridge", None, "bearer")
    assert row.request_id == response.headers["X-Request-ID"]
    assert row.address == "127.0.0.1"
    assert before - timedelta(seconds=1) < row.at <= datetime.now(UTC)
    assert 0 <= row.duration_ms < 1000


def test_no_secret_reaches_line_or_row(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    caplog.set_level("INFO", logger="hub.request")
    send("POST", user=principal())
    request_log.flush()
    written = capsys.readouterr().err
    assert written.count("\n") == 1
    assert "secret" not in written
    assert "secret" not in json.dumps(RequestLog.objects.values().get(), default=str)


def test_a_line_says_the_same_as_the_row(caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    caplog.set_level("INFO", logger="hub.request")
    send("DELETE", user=principal(), view=refuse)
    line = json.loads(capsys.readouterr().err)
    assert (line["event"], line["method"], line["status"], line["outcome"]) == ("request", "DELETE", 403, "forbidden")
    assert (line["user_name"], line["client_name"], line["tenant_id"]) == ("ada", "erp-bridge", 1)
    assert (line["level"], line["logger"], line["timestamp"][-1]) == ("info", "hub.request", "Z")


def test_a_line_can_be_for_people(caplog: pytest.LogCaptureFixture, settings: Any) -> None:
    settings.LOG_FORMAT = "text"
    caplog.set_level("INFO", logger="hub.request")
    with structlog.testing.capture_logs() as lines:
        send(user=principal())
    assert [(line["event"], line["outcome"], line["user_name"]) for line in lines] == [("request", "ok", "ada")]


def test_a_refused_change_is_written_at_once() -> None:
    send("POST", user=principal(), view=refuse)
    assert RequestLog.objects.get().problem == "forbidden"


def test_a_refusal_of_nobody_waits_like_a_read() -> None:
    send("POST", view=refuse)
    assert not RequestLog.objects.exists()
    request_log.flush()
    assert RequestLog.objects.get().user_id is None


def test_a_change_is_written_in_its_transaction_and_only_once() -> None:
    def view(request: Any) -> HttpResponse:
        response = HttpResponse(status=201)
        with transaction.atomic():
            request_log.record_in_transaction(request, response)
        assert RequestLog.objects.count() == 1
        return response

    send("POST", user=principal(), view=view)
    request_log.flush()
    assert RequestLog.objects.get().status == 201


def test_a_change_that_is_rolled_back_takes_its_row_along_and_the_refusal_has_one() -> None:
    def view(request: Any) -> HttpResponse:
        try:
            with transaction.atomic():
                request_log.record_in_transaction(request, HttpResponse(status=201))
                raise DatabaseError
        except DatabaseError:
            return refuse(request)

    send("POST", user=principal(), view=view)
    assert [row.status for row in RequestLog.objects.all()] == [403]


def test_a_dry_run_leaves_a_row_though_it_is_undone() -> None:
    def view(request: Any) -> HttpResponse:
        response = HttpResponse()
        with transaction.atomic():
            transaction.set_rollback(True)
            request_log.record_in_transaction(request, response)
        return response

    send("POST", user=principal(), view=view)
    assert request_log.flush() == 1


def test_a_row_that_cannot_be_written_never_fails_the_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        raise DatabaseError

    monkeypatch.setattr(RequestLog, "save", fail)
    assert send("POST", user=principal(), view=refuse).status_code == 403
    monkeypatch.undo()
    assert request_log.flush() == 1


def test_rows_wait_while_the_database_is_away(monkeypatch: pytest.MonkeyPatch) -> None:
    send("GET", "/first")
    send("GET", "/second")
    with monkeypatch.context() as away:
        away.setattr(type(store.current()), "copy", lambda *args: 1 / 0)
        assert request_log.flush() == 0
    assert request_log.flush() == 2
    assert [row.path for row in RequestLog.objects.order_by("id")] == ["/first", "/second"]


@pytest.mark.parametrize("path", ["/livez", "/readyz", "/metrics", "/static/app.js"])
def test_probes_and_static_files_make_no_row(path: str) -> None:
    send("GET", path)
    assert request_log.flush() == 0


@pytest.mark.parametrize("path", ["/a%00b", "/" + "x" * 5000, "/%ED%A0%80", "/ü%0Ay"])
def test_strange_paths_can_be_stored(path: str) -> None:
    send("GET", path)
    assert request_log.flush() == 1


def test_nobody_can_edit_the_log() -> None:
    send()
    request_log.flush()
    row = RequestLog.objects.get()
    for change in (row.save, row.delete, RequestLog.objects.all().delete, lambda: RequestLog.objects.update(status=1)):
        with pytest.raises(WrittenOnce):
            change()


def test_old_rows_go_by_command(settings: Any, capsys: pytest.CaptureFixture[str]) -> None:
    settings.REQUEST_LOG_RETENTION_DAYS = 30
    send()
    send()
    request_log.flush()
    with connection.cursor() as cursor:
        old = connection.ops.adapt_datetimefield_value(datetime.now(UTC) - timedelta(days=31))
        cursor.execute(
            f"UPDATE {RequestLog._meta.db_table} SET at = %s WHERE id = %s", [old, RequestLog.objects.first().pk]
        )
    call_command("purge_request_log", "--json")
    assert json.loads(capsys.readouterr().out) == {"requests": 1, "idempotency_keys": 0}
    assert RequestLog.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_thread_writes_what_waits(settings: Any) -> None:
    settings.REQUEST_LOG_THREAD = True
    for _ in range(request_log.BATCH + 5):
        send()
    written = threading.Event()
    for _ in range(50):
        if RequestLog.objects.count() == request_log.BATCH + 5:
            break
        written.wait(0.1)
    assert RequestLog.objects.count() == request_log.BATCH + 5
